import { Type } from 'typebox';
import type { Static } from 'typebox';
import { OUTCOMES } from '../../model/index.ts';
import { AnalysisDocument, MetricValue } from './analysis.ts';
import { Circumstances } from './circumstances.ts';
import { BatteryScore, Change, NormResult } from './comparison.ts';
import { oneOf } from './modelled.ts';
import { Id, Time, pageOf } from './page.ts';
import { PatientView } from './patients.ts';
import { Answers, RiskReport } from './risk.ts';
import { VisitSummary } from './visits.ts';

const trial = {
  id: Id(),
  protocol: Type.String(),
  outcome: oneOf(OUTCOMES, { description: 'unable is a finding, not missing data' }),
  circumstances: Circumstances,
  recordingId: Type.Optional(Id({ description: 'recordings/{id}' })),
  setAside: Type.Optional(Type.Unsafe<true>({ type: 'boolean', const: true, description: 'Kept, and counts for nothing: it was repeated, or nobody has accepted it' })),
  note: Type.Optional(Type.String()),
};

/** One line of a patient's list. */
export const AssessmentSummary = Type.Object({
  id: Id(),
  patientId: Id(),
  takenAt: Time(),
  ageYears: Type.Optional(Type.Number()),
  software: Type.String(),
  trials: Type.Array(Type.Object({ ...trial, analysed: Type.Boolean() })),
});
export type AssessmentSummary = Static<typeof AssessmentSummary>;

export const AssessmentPage = pageOf(AssessmentSummary);
export type AssessmentPage = Static<typeof AssessmentPage>;

export const TrialView = Type.Object({
  ...trial,
  analysis: Type.Optional({
    ...AnalysisDocument,
    description: 'Its `risk` is computed anew from the answers as they are now. Absent when no recording was analysed.',
  } as typeof AnalysisDocument),
  hasSignals: Type.Boolean({ description: 'signals can be asked for' }),
  norms: Type.Array(NormResult, { description: 'Its values against published norms and cut-offs' }),
  changes: Type.Array(Change, { description: 'Its values against the last visit with the same test' }),
});
export type TrialView = Static<typeof TrialView>;

export const AssessmentView = Type.Object({
  id: Id(),
  takenAt: Time(),
  ageYears: Type.Optional(Type.Number()),
  software: Type.String(),
  patient: PatientView,
  answers: Answers,
  trials: Type.Array(TrialView),
  metrics: Type.Array(MetricValue, { description: 'Of the whole visit: comparisons of tests and points of batteries, computed from trials and answers as they are now' }),
  norms: Type.Array(NormResult, { description: 'Entered results and numbers of the whole visit against published norms and cut-offs' }),
  changes: Type.Array(Change, { description: 'The same against the last visit that has them' }),
  batteries: Type.Array(BatteryScore, { description: 'Tests that are scored together, with the parts of the score' }),
  risk: RiskReport,
  visit: Type.Optional(VisitSummary),
});
export type AssessmentView = Static<typeof AssessmentView>;

/** The whole set of answers: what is left out becomes unknown. Ids and ranges: GET questionnaires. */
export const AnswersBody = Type.Object({ answers: Type.Record(Type.String(), Type.Unknown()) }, { additionalProperties: false });
export type AnswersBody = Static<typeof AnswersBody>;

export const TrialParams = Type.Object({ id: Id(), trialId: Id() });
export type TrialParams = Static<typeof TrialParams>;
