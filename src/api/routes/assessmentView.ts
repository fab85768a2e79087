import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../model/index.ts';
import type { Assessment, MetricValue, Participant, Patient, RecordStore, Trial } from '../../model/index.ts';
import { assessmentMetrics, batteriesOf, evaluateAssessment } from '../../metrics/index.ts';
import { validateAnswers } from '../../questionnaires/index.ts';
import { countsForRules, normsOf, normsOfAnswers, riskReport } from '../../risk/index.ts';
import type { AssessmentSummary, AssessmentView, TrialView } from '../schemas/assessments.ts';
import { earlierVisits, trialChanges, visitChanges } from './sinceLastVisit.ts';
import { trialOfVisit, type TrialOfVisit } from './trialOfVisit.ts';
import { visitSummary } from './visitView.ts';

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
 * The whole assessment; risk reports, norms, changes and the metrics of the whole visit are computed from trials and answers as they are now, not as they
 * were at analysis. An hour's analysis takes a moment to read, and another to write: others have their turn in between.
 */
export async function assessmentView(records: RecordStore, assessment: Assessment): Promise<AssessmentView> {
  const { patientId, trials, ...rest } = assessment;
  const answers = validateAnswers(assessment.answers);
  const patient = records.patient(patientId);
  if (!patient) throw new Error(`assessment ${assessment.id} has no patient`); // the store's foreign key forbids it

  const earlier = earlierVisits(records, assessment);
  const visited: TrialOfVisit[] = [];
  for (const trial of trials) {
    visited.push(trialOfVisit(records, trial, answers));
    // A timer and not an immediate: that one still comes before the next request.
    if (trial.analysisKey !== undefined) await pause(0);
  }
  // What was set aside is shown, and is part of nothing else.
  const counting = visited.filter(({ trial }) => !trial.setAside);
  const done = counting.filter(({ trial, stored }) => trial.outcome === 'done' && stored !== null);
  const trialViews = visited.map((one): TrialView => {
    const { trial, protocol, assessed, stored } = one;
    if (!stored) return { ...shown(trial), hasSignals: false, norms: [], changes: [] };
    const participant = person(assessment, patient, stored.document.participant);
    const taken = { protocol: trial.protocol, circumstances: assessed.circumstances, handsUsed: answers['functionTests.chairStandHandsUsed'] === true, ...(protocol?.durationS === undefined ? {} : { stoppedAtS: protocol.durationS }) };
    return {
      ...shown(trial),
      hasSignals: stored.hasTraces,
      analysis: { ...stored.document, risk: riskReport({ metrics: valuesForRules([one]), answers, participant }) },
      norms: done.includes(one) ? normsOf(assessed.values, participant, taken) : [],
      changes: trialChanges(records, earlier, one, done.filter(({ trial: other }) => other.protocol === trial.protocol).indexOf(one)),
    };
  });
  const participant = person(assessment, patient, done.find(({ stored }) => stored?.document.participant)?.stored?.document.participant);
  const assessed = { trials: counting.map((one) => one.assessed), answers };
  const metrics = evaluateAssessment(assessmentMetrics, assessed);
  const visit = records.visitOfAssessment(assessment.id);
  const view: AssessmentView = {
    ...rest,
    patient,
    answers,
    trials: trialViews,
    metrics,
    norms: [...normsOfAnswers(answers, participant), ...normsOf(metrics, participant, { circumstances: {} })],
    changes: visitChanges(records, earlier, answers, metrics),
    batteries: batteriesOf(assessed),
    risk: riskReport({ metrics: valuesForRules(done), answers, participant }),
    ...(visit ? { visit: visitSummary(visit) } : {}),
  };
  // Whoever asked for it writes it in this turn.
  if (done.length > 0) await pause(0);
  return view;
}

/** One value a metric: of the first trial that has one, in their order. Values are never averaged; those of an unusual walk stay out. */
function valuesForRules(visited: readonly TrialOfVisit[]): MetricValue[] {
  const byId = new Map<string, MetricValue>();
  for (const value of visited.flatMap(({ assessed }) => (countsForRules(assessed.circumstances) ? assessed.values : []))) {
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
function shown({ analysisKey, ...trial }: Trial): Omit<Trial, 'analysisKey'> {
  return trial;
}
