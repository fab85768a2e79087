import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { STANCE_ENDINGS, STANCE_EVENTS, UNITS } from '../../model/index.ts';
import { Circumstances } from './circumstances.ts';
import { modelled, nullableNumber, oneOf } from './modelled.ts';
import { RiskReport } from './risk.ts';

const span = { startS: Type.Number({ description: 's from the start of the recording' }), endS: Type.Number() };
const Side = Type.Unsafe<model.Side | null>({ type: ['string', 'null'], enum: ['left', 'right', null] });
const Flag = Type.Unsafe<true>({ type: 'boolean', const: true });
const scopes = ['step', 'stride', 'window', 'bout', 'stance', 'turn', 'transfer', 'trial', 'assessment', 'week'] as const;
export const UnitCode = oneOf(Object.keys(UNITS) as model.Unit[], { description: 'UCUM' });

export const Participant = modelled<model.Participant>()(
  Type.Object({
    id: Type.Optional(Type.String()),
    ageYears: Type.Optional(Type.Number()),
    sex: Type.Optional(oneOf(['F', 'M'])),
    heightCm: Type.Optional(Type.Number()),
    legLengthCm: Type.Optional(Type.Number()),
    massKg: Type.Optional(Type.Number()),
    strideFactor: Type.Optional(Type.Number()),
  }),
);

export const MetricValue = modelled<model.MetricValue>()(
  Type.Object({
    id: Type.String(),
    value: nullableNumber({ description: 'Null exactly when `missing` says why' }),
    missing: Type.Optional(Type.String()),
    unit: UnitCode,
    of: oneOf(scopes),
    n: Type.Integer({ description: 'How many strides, turns, ... it was computed from' }),
    algorithm: Type.String({ description: 'id@version' }),
    site: Type.Unsafe<model.Site | null>({ type: ['string', 'null'] }),
    source: oneOf(['measured', 'entered', 'derived']),
    flags: Type.Optional(Type.Array(Type.String())),
  }),
);

export const Finding = modelled<model.Finding>()(
  Type.Object({
    code: Type.String({ description: 'Stable word for programs' }),
    severity: oneOf(['problem', 'note'], { description: 'problem: do not use the numbers before it is settled' }),
    message: Type.String(),
    startS: Type.Optional(Type.Number()),
    endS: Type.Optional(Type.Number()),
  }),
);

/** The analysis document, `surefoot.analysis/1`. */
export const AnalysisDocument = modelled<model.AnalysisDocument>()(
  Type.Object({
    schema: Type.Literal('surefoot.analysis/1'),
    software: Type.String(),
    recording: Type.Object({
      path: Type.String(),
      sha256: Type.String(),
      sampleRateHz: Type.Number(),
      durationS: Type.Number(),
      sites: Type.Array(Type.String()),
      lossPct: Type.Number(),
    }),
    participant: Type.Optional(Participant),
    circumstances: Type.Optional(Circumstances),
    protocol: Type.String(),
    algorithms: Type.Array(Type.String()),
    quality: Type.Object({
      ok: Type.Boolean(),
      findings: Type.Array(Finding),
    }),
    gaitSequences: Type.Array(Type.Object(span)),
    walkingBouts: Type.Array(
      Type.Object({
        ...span,
        strideCount: Type.Integer(),
        lengthM: Type.Optional(Type.Number()),
        walkingSpeedMps: Type.Optional(Type.Number()),
        cadenceSpm: Type.Number(),
      }),
    ),
    initialContacts: Type.Array(
      Type.Object({ timeS: Type.Number(), side: Side, mended: Type.Optional(Flag), uncertain: Type.Optional(Flag) }),
    ),
    finalContacts: Type.Array(Type.Object({ timeS: Type.Number(), side: Side })),
    strides: Type.Array(
      Type.Object({
        ...span,
        side: Side,
        lengthM: Type.Optional(Type.Number()),
        speedMps: Type.Optional(Type.Number()),
        straight: Type.Boolean(),
      }),
    ),
    turns: Type.Array(
      Type.Object({ ...span, angleDeg: Type.Number({ description: 'Positive to the left' }), peakVelocityDegPerS: Type.Number() }),
    ),
    stances: Type.Array(
      Type.Object({
        ...span,
        condition: Type.Optional(Type.String()),
        heldS: Type.Optional(Type.Number()),
        ended: Type.Optional(oneOf(STANCE_ENDINGS, { description: 'full: the time of the test was over' })),
        quiet: Type.Optional(Type.Object(span)),
        events: Type.Optional(Type.Unsafe<NonNullable<model.AnalysisDocument['stances'][number]['events']>>(Type.Array(
          Type.Object({ ...span, kind: oneOf(STANCE_EVENTS), leanDeg: Type.Number(), peakRateDegPerS: Type.Optional(Type.Number()) }),
        ))),
      }),
    ),
    transfers: Type.Array(
      Type.Object({
        ...span,
        kind: oneOf(['sitToStand', 'standToSit']),
        complete: Type.Optional(Type.Boolean({ description: 'False for a rise that stops on the way, and for its way back' })),
        heightM: Type.Optional(Type.Number({ description: 'How far the lower back goes up or down, an estimate' })),
        peakVelocityMps: Type.Optional(Type.Number()),
        leanDeg: Type.Optional(Type.Number({ description: 'Largest forward lean; absent without a gyroscope' })),
        peakLeanVelocityDegPerS: Type.Optional(Type.Number()),
      }),
    ),
    phases: Type.Array(Type.Object({ ...span, name: Type.String() })),
    metrics: Type.Array(MetricValue),
    risk: Type.Optional(RiskReport),
  }),
);
export type AnalysisDocument = Static<typeof AnalysisDocument>;
