import type { Span } from './span.ts';

export type Side = 'left' | 'right';

/** A foot touches the ground. `sample` is fractional (sub-sample timing) on the recording's grid. */
export interface InitialContact {
  readonly sample: number;
  readonly side: Side | null;
  /** Put back by the rhythm of its neighbours: kept for the reader, never part of a stride. */
  readonly mended: boolean;
  /** A radio gap of 100 ms or more lies within 100 ms, or the contact lies inside a bridged gap. */
  readonly uncertain: boolean;
}

/** A foot leaves the ground. */
export interface FinalContact {
  readonly sample: number;
  readonly side: Side | null;
}

/** Region that looks like walking, before the bout rules. */
export type GaitSequence = Span;

/** From an initial contact to the next one of the same side. */
export interface Stride extends Span {
  readonly side: Side | null;
  /** No turn touches it. */
  readonly straight: boolean;
  /** Straight, and neither in the first nor in the last moments of its bout. */
  readonly steady: boolean;
  readonly lengthM: number | null;
}

/** A gait sequence that meets the bout rules. */
export interface WalkingBout extends Span {
  readonly contacts: readonly InitialContact[];
  readonly finalContacts: readonly FinalContact[];
  readonly strides: readonly Stride[];
}

/** A rotation of the whole body while walking. `angleDeg` and `peakVelocityDegPerS` are positive to the left. */
export interface Turn extends Span {
  readonly angleDeg: number;
  readonly peakVelocityDegPerS: number;
}
