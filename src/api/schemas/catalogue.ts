import { Type } from 'typebox';
import type { Static } from 'typebox';
import { UnitCode } from './analysis.ts';
import { Circumstances } from './circumstances.ts';
import { oneOf } from './modelled.ts';
import { listOf } from './page.ts';
import { Source } from './source.ts';

export const MetricView = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  label: Type.String(),
  definition: Type.String(),
  unit: UnitCode,
  unitLabel: Type.String({ description: 'The unit as a person reads it' }),
  of: Type.String({ description: 'What it is measured on: bout, trial, ...' }),
  digits: Type.Integer({ description: 'Digits after the point that are worth showing' }),
  better: oneOf(['higher', 'lower', 'neither']),
  plausible: Type.Unsafe<readonly [number, number]>({ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }),
  sources: Type.Unsafe<readonly Static<typeof Source>[]>(Type.Array(Source)),
  detail: Type.Optional(Type.Unsafe<true>({ type: 'boolean', const: true, description: 'One of a family whose other members say it first: fold it away' })),
  meaningfulChange: Type.Optional(Type.Object({ least: Type.Number(), population: Type.String(), source: Source })),
  changeLimit: Type.Optional(Type.Object({ mdc95: Type.Number(), population: Type.String(), source: Source })),
});
export type MetricView = Static<typeof MetricView>;
export const MetricList = listOf(MetricView);
export type MetricList = Static<typeof MetricList>;

const Words = Type.Unsafe<readonly string[]>(Type.Array(Type.String()));
export const ProtocolView = Type.Object({
  id: Type.String(),
  label: Type.String(),
  instructions: Words,
  prepare: Type.Optional(Words),
  requiredSites: Words,
  metrics: Words,
  reads: oneOf(['walk', 'stance', 'chair', 'timedUpAndGo', 'turnInPlace', 'stairs'], { description: 'How its recording is read' }),
  minWalkingS: Type.Number({ description: 's; shorter walks are kept, with a finding; 0 where nobody has to walk' }),
  minStandingS: Type.Optional(Type.Number({ description: 's; less quiet standing gives no sway' })),
  durationS: Type.Optional(Type.Number({ description: 's; the test is over after so long' })),
  marks: Type.Optional(Type.Unsafe<readonly ('go' | 'stop')[]>(Type.Array(oneOf(['go', 'stop'])))),
  turnDeg: Type.Optional(Type.Number({ description: 'Angle of the turns that are asked for, degrees' })),
  course: Type.Optional(oneOf(['betweenTurns', 'betweenMarks'], { description: 'Where a course of known length lies; between turns unless said' })),
  circumstances: Type.Optional(Circumstances),
  answers: Type.Optional(Words),
  unable: Type.Optional(Type.Unsafe<Readonly<Record<string, number>>>(Type.Record(Type.String(), Type.Number(), { description: 'What the instrument scores for somebody who tried and was unable' }))),
  sources: Type.Unsafe<readonly Static<typeof Source>[]>(Type.Array(Source)),
});
export type ProtocolView = Static<typeof ProtocolView>;
export const ProtocolList = listOf(ProtocolView);
export type ProtocolList = Static<typeof ProtocolList>;

/** Tests of one visit, in their order. */
export const BatteryView = Type.Object({
  id: Type.String(),
  label: Type.String(),
  about: Type.String(),
  minutes: Type.Number({ description: 'With somebody who can do all of it' }),
  tests: Type.Unsafe<readonly { readonly protocol: string; readonly durationS?: number; readonly ladder?: string }[]>(
    Type.Array(
      Type.Object({
        protocol: Type.String(),
        durationS: Type.Optional(Type.Number({ description: "s; the protocol's own where absent" })),
        ladder: Type.Optional(Type.String({ description: 'Tests with the same word: each is harder than the one before' })),
      }),
    ),
  ),
});
export type BatteryView = Static<typeof BatteryView>;

const SafetyQuestionView = Type.Object({ id: Type.String(), question: Type.String(), advice: Type.String({ description: 'What "yes" means for the tests' }) });

/** The first battery is the one to begin with. */
export const BatteryList = Type.Object({ items: Type.Array(BatteryView), safetyQuestions: Type.Array(SafetyQuestionView, { description: 'Asked before every battery' }) });
export type BatteryList = Static<typeof BatteryList>;
