import { metrics, type MetricId } from '../metrics/index.ts';
import type { Answers, MetricValue } from '../model/index.ts';
import type { AnswerId } from '../questionnaires/index.ts';

/** An entered answer that is the result of a test. */
interface EnteredResult {
  readonly protocol: string;
  readonly answer: AnswerId;
  readonly metric: MetricId;
  /** The answer is for a course of this length; on another it is not the result of this trial. */
  readonly courseLengthM?: number;
}

/** A speed follows from the time over a course. */
const SPEED: MetricId = 'walk.courseSpeed';
const TIME: MetricId = 'walk.courseTime';

const ENTERED: readonly EnteredResult[] = [
  { protocol: 'timedUpAndGo', answer: 'functionTests.timedUpAndGoS', metric: 'tug.duration' },
  { protocol: 'chairStand30s', answer: 'functionTests.chairStandCount', metric: 'chair.standCount' },
  { protocol: 'fiveTimesSitToStand', answer: 'functionTests.fiveChairStandsS', metric: 'chair.fiveTimesDuration' },
  { protocol: 'fourMetreWalk', answer: 'functionTests.fourMetreWalkS', metric: TIME, courseLengthM: 4 },
  { protocol: 'fourMetreWalk', answer: 'functionTests.threeMetreWalkS', metric: TIME, courseLengthM: 3 },
  { protocol: 'tenMetreWalk', answer: 'functionTests.tenMetreWalkS', metric: TIME, courseLengthM: 10 },
  { protocol: 'backwardWalk', answer: 'functionTests.backwardWalkS', metric: TIME, courseLengthM: 3 },
  { protocol: 'twoMinuteWalk', answer: 'functionTests.twoMinuteWalkM', metric: 'walk.distance' },
  { protocol: 'sixMinuteWalk', answer: 'functionTests.sixMinuteWalkM', metric: 'walk.distance' },
];

/**
 * The values of a trial with what was entered in the place of what a sensor or a mark says: a stopwatch over a measured
 * course, and a distance measured on the ground, are the reference. Every other value stays as it is.
 *
 * @param courseLengthM of the trial; a time that was entered for another course is not taken for it
 */
export function withEntered(values: readonly MetricValue[], { protocol, answers, courseLengthM }: { readonly protocol: string; readonly answers: Answers; readonly courseLengthM?: number }): MetricValue[] {
  const entered = new Map<string, number>();
  for (const one of ENTERED.filter((row) => row.protocol === protocol)) {
    const answer = answers[one.answer];
    if (typeof answer !== 'number' || (one.courseLengthM !== undefined && one.courseLengthM !== courseLengthM)) continue;
    entered.set(one.metric, answer);
    if (one.metric === TIME && one.courseLengthM !== undefined) entered.set(SPEED, one.courseLengthM / answer);
  }
  return values.map((value) => {
    const found = entered.get(value.id);
    if (found === undefined) return value;
    const { id, unit, of, algorithm } = value;
    const plausible = metrics.find((metric) => metric.id === id)?.plausible;
    const outside = plausible !== undefined && (found < plausible[0] || found > plausible[1]);
    // A quotient is written with nine digits, as every number of a document.
    return { id, value: Number(found.toPrecision(9)), unit, of, n: 1, algorithm, site: null, source: 'entered', ...(outside ? { flags: ['outsidePlausibleRange'] } : {}) };
  });
}
