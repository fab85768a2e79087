import type { AxisColumns, BodyAxes, Span, Turn, WalkingBout } from '../model/index.ts';
import type { TestReading } from './testReading.ts';

/** One bout with its body-frame signals: what a gait metric may look at. */
export interface AnnotatedBout extends WalkingBout {
  /** Acceleration in body axes, m/s²; its first value lies at sample `offset` of the recording. */
  readonly acc: AxisColumns<BodyAxes>;
  readonly offset: number;
}

/** An annotated walk: what gait metrics reduce to numbers. */
export interface GaitTrial {
  readonly sampleRateHz: number;
  readonly hasGyroscope: boolean;
  /** Leg length in metres, given or from height; null when neither was given. */
  readonly legLengthM: number | null;
  readonly bouts: readonly AnnotatedBout[];
  readonly turns: readonly Turn[];
  /**
   * Which sensors the contacts come from; the lower back unless said. From there final contacts are a fixed share of the
   * stride, which times a step but cannot measure how long a foot stands.
   */
  readonly contactsFrom?: 'lowerBack' | 'feet';
  /** Length of the course, where one is known. */
  readonly courseLengthM?: number;
  /** The part that the test's time covers: between marks, or so many minutes from the start. Absent for a test without; null where it is not in the recording. */
  readonly timed?: Span | null;
  /** What the reading of a test found; absent for a walk. */
  readonly test?: TestReading;
}
