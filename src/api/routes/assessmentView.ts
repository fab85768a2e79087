import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../model/index.ts';
import type { AnalysisDocument, Assessment, MetricValue, Participant, Patient, RecordStore, Trial } from '../../model/index.ts';
import { riskReport } from '../../risk/index.ts';
import type { AssessmentSummary, AssessmentView, TrialView } from '../schemas/assessments.ts';

/** @throws AppError NOT_FOUND */
export function knownAssessment(records: RecordStore, id: string): Assessment {
  const assessment = records.assessment(id);
  if (!assessment) throw new AppError('NOT_FOUND', 'There is no such assessment');
  return assessment;
}

export function assessmentSummary({ id, patientId, takenAt, ageYears, software, trials }: Assessment): AssessmentSummary {
  return { id, patientId, takenAt, ageYears, software, trials: trials.map((trial) => ({ ...shown(trial), analysed: trial.analysisKey !== undefined })) };
}

/**
 * The whole assessment; every risk report is computed from the answers as they are now, not as they were at analysis.
 * An hour's analysis takes a moment to read, and another to write: others have their turn in between.
 */
export async function assessmentView(records: RecordStore, assessment: Assessment): Promise<AssessmentView> {
  const { patientId, answers, trials, ...rest } = assessment;
  const patient = records.patient(patientId);
  if (!patient) throw new Error(`assessment ${assessment.id} has no patient`); // the store's foreign key forbids it

  const documents: AnalysisDocument[] = [];
  const trialViews: TrialView[] = [];
  for (const trial of trials) {
    const stored = trial.analysisKey === undefined ? null : records.analysis(trial.analysisKey);
    if (!stored) {
      trialViews.push({ ...shown(trial), hasSignals: false });
      continue;
    }
    // A timer and not an immediate: that one still comes before the next request.
    await pause(0);
    if (trial.outcome === 'done') documents.push(stored.document);
    const participant = person(assessment, patient, stored.document.participant);
    const risk = riskReport({ metrics: stored.document.metrics, answers, participant });
    trialViews.push({ ...shown(trial), hasSignals: stored.hasTraces, analysis: { ...stored.document, risk } });
  }
  const participant = person(assessment, patient, documents.find((document) => document.participant)?.participant);
  return { ...rest, patient, answers, trials: trialViews, risk: riskReport({ metrics: joined(documents), answers, participant }) };
}

/** One value a metric: of the first trial that has one, in their order. Values are never averaged. */
function joined(documents: readonly AnalysisDocument[]): MetricValue[] {
  const byId = new Map<string, MetricValue>();
  for (const value of documents.flatMap(({ metrics }) => metrics)) {
    const before = byId.get(value.id);
    if (!before || (before.value === null && value.value !== null)) byId.set(value.id, value);
  }
  return [...byId.values()];
}

/** What is known of the person: the record goes before what a recording says of its participant. */
function person({ ageYears }: Assessment, { sex, heightCm, legLengthCm, massKg }: Patient, recorded: Participant | undefined): Participant {
  const record = { ageYears, sex, heightCm, legLengthCm, massKg };
  return { ...recorded, ...Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) };
}

/** The analysis key stays inside: it is the store's own. */
function shown({ id, protocol, outcome, circumstances, recordingId }: Trial): Omit<Trial, 'analysisKey'> {
  return { id, protocol, outcome, circumstances, ...(recordingId === undefined ? {} : { recordingId }) };
}
