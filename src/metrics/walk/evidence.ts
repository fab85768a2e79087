import type { MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';

export const NOT_TIMED = 'The course was not timed: mark "go" at its start and "stop" at its end while recording, or enter the stopwatch time.';
export const NO_COURSE = 'The length of the course is not known.';

/** Time between the marks at the two ends of the course, s, or why there is none. */
export function courseTimeS({ timed, sampleRateHz }: GaitTrial): MetricOutcome {
  return timed ? { value: (timed.end - timed.start) / sampleRateHz, n: 1 } : { missing: NOT_TIMED, n: 0 };
}
