import type { Circumstances, MetricValue } from '../model/index.ts';
import type { KnownAnswers } from '../questionnaires/index.ts';

/** Rule sets and norms speak of walking forward at usual pace with nothing else to do: numbers of another walk must not reach them. */
export function countsForRules({ task, direction }: Circumstances): boolean {
  return task !== 'dual' && direction !== 'backward';
}

/** Walks over a course that a stopwatch can time, the course of the guidelines first. */
const TIMED = [
  { answer: 'functionTests.fourMetreWalkS', lengthM: 4 },
  { answer: 'functionTests.tenMetreWalkS', lengthM: 10 },
  { answer: 'functionTests.threeMetreWalkS', lengthM: 3 },
] as const;

/**
 * Walking speeds by hand, best first: a stopwatch over a measured course, then marks at the ends of one.
 * Rule sets take the first entered speed before any that a sensor estimates.
 */
export function timedWalkingSpeeds(answers: KnownAnswers, metrics: readonly MetricValue[]): MetricValue[] {
  const byHand = (value: number, algorithm: string): MetricValue => ({ id: 'gait.walkingSpeed', value, unit: 'm/s', of: 'trial', n: 1, algorithm, site: null, source: 'entered' });
  const entered = TIMED.flatMap(({ answer, lengthM }) => {
    const timeS = answers[answer];
    return timeS === undefined ? [] : [byHand(lengthM / timeS, answer)];
  });
  const marked = metrics.flatMap(({ id, value, algorithm }) => (id === 'walk.courseSpeed' && value !== null ? [byHand(value, algorithm)] : []));
  return [...entered, ...marked];
}
