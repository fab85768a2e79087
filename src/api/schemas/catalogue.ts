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
  requiredSites: Words,
  metrics: Words,
  reads: oneOf(['walk', 'stance', 'chair', 'timedUpAndGo', 'turnInPlace', 'stairs'], { description: 'How its recording is read' }),
  minWalkingS: Type.Number({ description: 's; shorter walks are kept, with a finding; 0 where nobody has to walk' }),
  durationS: Type.Optional(Type.Number({ description: 's; the test is over after so long' })),
  marks: Type.Optional(Type.Unsafe<readonly ('go' | 'stop')[]>(Type.Array(oneOf(['go', 'stop'])))),
  course: Type.Optional(oneOf(['betweenTurns', 'betweenMarks'], { description: 'Where a course of known length lies; between turns unless said' })),
  circumstances: Type.Optional(Circumstances),
  answers: Type.Optional(Words),
  sources: Type.Unsafe<readonly Static<typeof Source>[]>(Type.Array(Source)),
});
export type ProtocolView = Static<typeof ProtocolView>;
export const ProtocolList = listOf(ProtocolView);
export type ProtocolList = Static<typeof ProtocolList>;
