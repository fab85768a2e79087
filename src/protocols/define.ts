import type { MetricId } from '../metrics/index.ts';
import type { Circumstances, Source } from '../model/index.ts';
import type { AnswerId } from '../questionnaires/index.ts';

/** How a recording of a test is read: each but the walk has its reader in `src/pipeline/tests/`. */
export type Reading = 'walk' | 'stance' | 'chair' | 'timedUpAndGo' | 'turnInPlace' | 'stairs';

/** A moment that whoever leads the test marks. A recording keeps it as an event of this type. */
export type Mark = 'go' | 'stop';

/** A clinical test as data: what to say, what must be worn, what is measured. */
export interface Protocol<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** What the therapist says to the patient. */
  readonly instructions: readonly string[];
  /** What has to be there before it begins: a chair, a line on the floor. */
  readonly prepare?: readonly string[];
  readonly requiredSites: readonly string[];
  readonly metrics: readonly MetricId[];
  readonly reads: Reading;
  /** Shorter walks are kept, with a finding. 0 where nobody has to walk. */
  readonly minWalkingS: number;
  /** Less quiet standing gives no sway. Absent where nobody has to stand. */
  readonly minStandingS?: number;
  /** The test is over after so long from its start; absent: when the person is done. */
  readonly durationS?: number;
  /** Marks the reading takes from the recording; others never shape a result. */
  readonly marks?: readonly Mark[];
  /** Angle of the turns that are asked for, degrees. */
  readonly turnDeg?: number;
  /** Where a course of known length lies: between turns and stops, which is usual, or between the marks `go` and `stop` on a longer way. */
  readonly course?: 'betweenTurns' | 'betweenMarks';
  /** What the test itself settles of the circumstances: eyes, feet, surface, task. */
  readonly circumstances?: Circumstances;
  /** What may be entered beside the sensor's values, or instead of them: a stopwatch time, a count, a tick. */
  readonly answers?: readonly AnswerId[];
  /** What the instrument scores for somebody who tried and was unable. Absent where "unable" has no score of its own. */
  readonly unable?: Readonly<Partial<Record<AnswerId, number>>>;
  readonly sources: readonly Source[];
}

export function defineProtocol<const Id extends string>(protocol: Protocol<Id>): Protocol<Id> {
  return protocol;
}
