import { assessmentMetrics, evaluateAssessment } from '../../metrics/index.ts';
import type { Answers, Assessment, Change, MetricValue, RecordStore } from '../../model/index.ts';
import { changeOf, changingAnswers, type TakenValue } from '../../risk/index.ts';
import { takenValue, trialOfVisit, type TrialOfVisit } from './trialOfVisit.ts';

/** Earlier visits that are looked at; a test that was not done in so many is not compared. */
const MOST_EARLIER = 20;

/** Earlier visits of the same patient, newest first. */
export function earlierVisits(records: RecordStore, { id, patientId, takenAt }: Assessment): Assessment[] {
  const earlier: Assessment[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = records.assessmentsOf(patientId, { limit: MOST_EARLIER, ...(cursor === undefined ? {} : { cursor }) });
    earlier.push(...page.items.filter((one) => one.id !== id && Date.parse(one.takenAt) < Date.parse(takenAt)));
    cursor = page.nextCursor;
    if (cursor === undefined || earlier.length >= MOST_EARLIER) return earlier.slice(0, MOST_EARLIER);
  }
}

/** Changes of one trial's values since the last visit with the same test: the n-th of a visit is compared with the n-th, or the last. */
export function trialChanges(records: RecordStore, earlier: readonly Assessment[], now: TrialOfVisit, nth: number): Change[] {
  if (!counts(now)) return [];
  for (const visit of earlier) {
    const same = visit.trials
      .filter(({ protocol }) => protocol === now.trial.protocol)
      .map((trial) => trialOfVisit(records, trial, visit.answers))
      .filter(counts);
    const before = same[Math.min(nth, same.length - 1)];
    if (!before) continue;
    return now.assessed.values.flatMap((value) => {
      const then = before.assessed.values.find(({ id }) => id === value.id);
      if (!known(value) || !then || !known(then)) return [];
      return changeOf(value.id, takenValue(now, value), { ...takenValue(before, then), assessmentId: visit.id, takenAt: visit.takenAt }) ?? [];
    });
  }
  return [];
}

/** Changes of entered results and of numbers of the whole visit, each since the last visit that has it. */
export function visitChanges(records: RecordStore, earlier: readonly Assessment[], answers: Answers, numbers: readonly MetricValue[]): Change[] {
  const byHand = (value: number): TakenValue => ({ value, circumstances: {}, steps: [], site: null, source: 'entered', flags: [], usable: true });
  const entered = changingAnswers.flatMap((id) => {
    const now = scored(answers, id);
    const visit = earlier.find((one) => typeof scored(one.answers, id) === 'number');
    const then = visit && scored(visit.answers, id);
    if (typeof now !== 'number' || !visit || typeof then !== 'number') return [];
    return changeOf(id, byHand(now), { ...byHand(then), assessmentId: visit.id, takenAt: visit.takenAt }) ?? [];
  });
  const wanted = numbers.filter(known);
  if (wanted.length === 0) return entered;
  const derived = (value: MetricValue & { readonly value: number }): TakenValue => ({ ...byHand(value.value), algorithm: value.algorithm, source: 'derived', site: value.site, flags: value.flags ?? [] });
  const open = new Map(wanted.map((value) => [value.id, value]));
  const joined: Change[] = [];
  for (const visit of earlier) {
    if (open.size === 0) break;
    const trials = visit.trials.filter(({ setAside }) => !setAside).map((trial) => trialOfVisit(records, trial, visit.answers).assessed);
    for (const then of evaluateAssessment(assessmentMetrics, { trials, answers: visit.answers }).filter(known)) {
      const now = open.get(then.id);
      const change = now && changeOf(then.id, derived(now), { ...derived(then), assessmentId: visit.id, takenAt: visit.takenAt });
      if (change) joined.push(change);
      open.delete(then.id);
    }
  }
  return [...entered, ...joined];
}

/** The hands used in a chair stand make its score 0, whatever was counted. */
function scored(answers: Answers, id: string): Answers[string] | undefined {
  return id === 'functionTests.chairStandCount' && answers['functionTests.chairStandHandsUsed'] === true ? 0 : answers[id];
}

const counts = ({ trial, stored }: TrialOfVisit): boolean => trial.outcome === 'done' && !trial.setAside && stored !== null;
const known = (value: MetricValue): value is MetricValue & { readonly value: number } => value.value !== null;
