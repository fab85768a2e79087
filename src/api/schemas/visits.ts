import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { ASSISTANCE, FOOTWEAR, OUTCOMES, SURFACES, VISIT_STATES, WALKING_AIDS } from '../../model/index.ts';
import { Finding, MetricValue } from './analysis.ts';
import { Circumstances } from './circumstances.ts';
import { LiveStart, nullableText, SITES } from './liveSession.ts';
import { modelled, nullableNumber, oneOf } from './modelled.ts';
import { Id, Time, listOf } from './page.ts';
import { Answers } from './risk.ts';

const Words = (options: object = {}) => Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', ...options });
const nullable = <T>(schema: object) => Type.Unsafe<T | null>({ anyOf: [schema, { type: 'null' }] });
const signed = { at: Time(), by: Type.String({ description: 'Id of the user' }) };
const TestNumber = Type.Integer({ minimum: 0, maximum: 99, description: 'Place in `tests`' });

export const VisitCircumstances = modelled<model.VisitCircumstances>()(
  Type.Object(
    {
      walkingAid: Type.Optional(oneOf(WALKING_AIDS)),
      footwear: Type.Optional(oneOf(FOOTWEAR)),
      assistance: Type.Optional(oneOf(ASSISTANCE, { description: 'Guarding' })),
      courseLengthM: Type.Optional(Type.Number({ minimum: 1, maximum: 200, description: 'm' })),
      surface: Type.Optional(oneOf(SURFACES)),
    },
    { additionalProperties: false },
  ),
);

const AttemptRecording = Type.Object({
  state: oneOf(['recording', 'recorded', 'lost']),
  message: nullableText({ description: 'Why, when lost' }),
  trialId: nullableText(),
  recordingId: nullableText(),
  analysisKey: nullableText(),
});

/** What the analysis of an attempt says, for the decision whether to accept it. */
export interface AttemptReading {
  readonly ok: boolean;
  readonly findings: readonly model.Finding[];
  readonly metrics: readonly model.MetricValue[];
}

const AttemptReading = Type.Object({
  ok: Type.Boolean({ description: 'False when a finding is a problem: better to repeat' }),
  findings: Type.Array(Finding),
  metrics: Type.Array(MetricValue, { description: 'The first ones of the test' }),
});

export type AttemptView = model.Attempt & { readonly reading: AttemptReading | null };
export type VisitTestView = Omit<model.VisitTest, 'attempts'> & { readonly attempts: readonly AttemptView[] };
/** A visit, with what the analyses say. */
export type VisitView = Omit<model.Visit, 'tests'> & { readonly tests: readonly VisitTestView[] };

const Attempt = modelled<AttemptView>()(
  Type.Object({
    id: Id(),
    startedAt: Time(),
    recording: nullable<model.AttemptRecording>(AttemptRecording),
    circumstances: Circumstances,
    decision: nullable<NonNullable<model.Attempt['decision']>>(Type.Object({ as: oneOf(['accepted', 'setAside']), ...signed })),
    outcome: Type.Unsafe<model.Outcome | null>({ type: ['string', 'null'], enum: [...OUTCOMES, null] }),
    entered: Answers,
    note: nullableText(),
    reading: nullable<AttemptReading>(AttemptReading),
  }),
);

const AdverseEvent = Type.Object({
  id: Id(), ...signed,
  what: Type.String(),
  happenedAt: Time(),
  action: Type.String(),
  protocol: nullableText({ description: 'The test that was under way' }),
});

const SafetyCheck = nullable<model.SafetyCheck>(
  Type.Object({
    ...signed,
    answers: Type.Record(Type.String(), Type.Boolean()),
    decision: nullable<NonNullable<model.SafetyCheck['decision']>>(Type.Object({ ...signed, goOn: Type.Boolean(), reason: Type.String() })),
  }),
);
const Ended = nullable<NonNullable<model.Visit['ended']>>(Type.Object({ ...signed, reason: nullableText() }));

export const VisitView = modelled<VisitView>()(
  Type.Object({
    id: Id(),
    patientId: Id(),
    assessmentId: Id(),
    battery: Type.String(),
    startedAt: Time(),
    startedBy: Type.String(),
    state: oneOf(VISIT_STATES),
    safety: SafetyCheck,
    sensors: Type.Array(Type.Object({ id: Type.String(), site: Type.String(), rateHz: Type.Optional(Type.Number()) })),
    circumstances: VisitCircumstances,
    tests: Type.Array(
      Type.Object({
        protocol: Type.String(),
        durationS: nullableNumber({ description: 's after "go"; null: ended by hand' }),
        ladder: nullableText(),
        attempts: Type.Array(Attempt, { description: 'At most one is accepted: it counts' }),
        skipped: nullable<NonNullable<model.VisitTest['skipped']>>(Type.Object({ ...signed, reason: Type.String() })),
      }),
    ),
    current: Type.Integer({ description: 'Place in `tests` of the one that is shown; their number where all are settled' }),
    adverseEvents: Type.Array(AdverseEvent),
    ended: Ended,
  }),
);
export const VisitList = listOf(VisitView);
export type VisitList = Static<typeof VisitList>;

/** What of a visit stands on its assessment. */
export type VisitSummary = Pick<model.Visit, 'id' | 'battery' | 'state' | 'safety' | 'adverseEvents' | 'ended'>;
export const VisitSummary = modelled<VisitSummary>()(
  Type.Object({ id: Id(), battery: Type.String(), state: oneOf(VISIT_STATES), safety: SafetyCheck, adverseEvents: Type.Array(AdverseEvent), ended: Ended }, { description: 'The guided visit it comes from' }),
);

const body = <Fields extends Parameters<typeof Type.Object>[0]>(fields: Fields) => Type.Object(fields, { additionalProperties: false });

export const NewVisit = body({ patientId: Id(), battery: Type.String({ minLength: 1, maxLength: 100, description: 'id of GET batteries' }) });
export type NewVisit = Static<typeof NewVisit>;
export const VisitQuery = body({ patientId: Type.Optional(Id()) });
export type VisitQuery = Static<typeof VisitQuery>;
export const SafetyAnswers = body({ answers: Type.Record(Type.String(), Type.Boolean(), { description: 'Every question of GET batteries by its id' }) });
export type SafetyAnswers = Static<typeof SafetyAnswers>;
export const SafetyDecision = body({ goOn: Type.Boolean(), reason: Words({ description: 'Why the therapist decides so' }) });
export type SafetyDecision = Static<typeof SafetyDecision>;
/** What is left out stays as it is. */
export const Preparation = body({
  sensors: Type.Optional(Type.Array(LiveStart.properties.sensors.items, { maxItems: SITES.length, description: 'Empty: no sensor is worn' })),
  circumstances: Type.Optional(VisitCircumstances),
});
export type Preparation = Static<typeof Preparation>;
export const NewRecording = body({ test: TestNumber, circumstances: Type.Optional(VisitCircumstances) });
export type NewRecording = Static<typeof NewRecording>;
/** How a test ended. Without `attemptId` nothing was recorded of it. */
export const TestResult = body({
  test: TestNumber,
  attemptId: Type.Optional(Id()),
  outcome: oneOf(['done', 'unable', 'refused', 'unsafe', 'technical']),
  circumstances: Type.Optional(VisitCircumstances),
  entered: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'By stopwatch or eye: answers that the test names' })),
  note: Type.Optional(Words()),
});
export type TestResult = Static<typeof TestResult>;
export const Repeat = body({ test: TestNumber, attemptId: Id(), note: Type.Optional(Words()) });
export type Repeat = Static<typeof Repeat>;
export const Skip = body({ test: TestNumber, reason: Words() });
export type Skip = Static<typeof Skip>;
export const CurrentTest = body({ test: TestNumber });
export type CurrentTest = Static<typeof CurrentTest>;
export const NewAdverseEvent = body({ what: Words({ description: 'What happened' }), action: Words({ description: 'What was done' }), happenedAt: Type.Optional(Time({ description: 'Now where absent' })) });
export type NewAdverseEvent = Static<typeof NewAdverseEvent>;
export const Abort = body({ reason: Words() });
export type Abort = Static<typeof Abort>;
export const Finish = body({});
export type Finish = Static<typeof Finish>;
