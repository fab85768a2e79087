/** A vector or its components along `ap` (forward), `v` (up) and `ml` (to the right). */
export type Vector = readonly [ap: number, v: number, ml: number];

/**
 * How a worn case moves at one moment. Angles are turned in the order yaw (about up), pitch (about the
 * right), roll (about forward), each positive by the right-hand rule: left turn, lean back, left side up.
 */
export interface MotionState {
  /** m/s², in the level frame from which `yawRad` is counted. */
  readonly acceleration: Vector;
  readonly yawRad: number;
  readonly pitchRad: number;
  readonly rollRad: number;
  /** rad/s, change of the three angles. `yawRateRadPerS` also holds the turning of the level frame itself. */
  readonly yawRateRadPerS: number;
  readonly pitchRateRadPerS: number;
  readonly rollRateRadPerS: number;
}

/** Motion of one place on the body at a time in seconds from the recording's start. */
export type Motion = (timeS: number) => MotionState;
