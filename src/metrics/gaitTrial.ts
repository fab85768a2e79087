import type { AxisColumns, BodyAxes, Turn, WalkingBout } from '../model/index.ts';

/** One bout with its body-frame signals: what a gait metric may look at. */
export interface AnnotatedBout extends WalkingBout {
  /** Signals on the recording's grid from `start` to `end`, aligned to the body. */
  readonly acc: AxisColumns<BodyAxes>;
}

/** An annotated walk: what gait metrics reduce to numbers. */
export interface GaitTrial {
  readonly sampleRateHz: number;
  readonly hasGyroscope: boolean;
  /** Leg length in metres, given or from height; null when neither was given. */
  readonly legLengthM: number | null;
  readonly bouts: readonly AnnotatedBout[];
  readonly turns: readonly Turn[];
}
