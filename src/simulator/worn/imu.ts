import type { Motion, MotionState, Vector } from '../people/motion.ts';

/** Standard gravity, m/s². */
export const GRAVITY_MPS2 = 9.80665;
const DEG = 180 / Math.PI;

/** What an ideal sensor aligned with the body reads: columns of specific force (m/s²) and rotation rate (deg/s). */
export interface BodySignals {
  readonly acc: readonly [Float64Array, Float64Array, Float64Array];
  readonly gyr: readonly [Float64Array, Float64Array, Float64Array];
}

/**
 * Samples a motion as an ideal accelerometer and gyroscope would feel it, axes ap, v, ml of the moving body.
 * @param count samples; sample i is taken at i / sampleRateHz
 */
export function sampleMotion(motion: Motion, count: number, sampleRateHz: number): BodySignals {
  const columns = (): [Float64Array, Float64Array, Float64Array] => [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const acc = columns();
  const gyr = columns();
  for (let i = 0; i < count; i++) {
    const state = motion(i / sampleRateHz);
    const f = specificForce(state);
    const w = rotationRate(state);
    for (let axis = 0; axis < 3; axis++) {
      acc[axis][i] = f[axis]!;
      gyr[axis][i] = w[axis] * DEG;
    }
  }
  return { acc, gyr };
}

/** Acceleration minus gravity, seen from the tilted body: at rest and upright (0, +9.81, 0) m/s². */
function specificForce(s: MotionState): Vector {
  const [ap, v, ml] = s.acceleration;
  return intoBody(s, [ap, v + GRAVITY_MPS2, ml]);
}

/** Angular velocity about the body's own axes, rad/s: each angle's rate about the axis it turns, carried into the body. */
function rotationRate(s: MotionState): Vector {
  // Roll comes last, so its axis is the body's own ap; the pitch axis is tilted by roll, the vertical by both.
  const [sp, cp, sr, cr] = [Math.sin(s.pitchRad), Math.cos(s.pitchRad), Math.sin(s.rollRad), Math.cos(s.rollRad)];
  const { yawRateRadPerS: yaw, pitchRateRadPerS: pitch, rollRateRadPerS: roll } = s;
  return [roll + yaw * sp, yaw * cp * cr + pitch * sr, pitch * cr - yaw * cp * sr];
}

/** Level frame to body: the inverse of yaw, then pitch, then roll. */
function intoBody(s: MotionState, [ap, v, ml]: Vector): Vector {
  const [cy, sy] = [Math.cos(s.yawRad), Math.sin(s.yawRad)];
  const [cp, sp] = [Math.cos(s.pitchRad), Math.sin(s.pitchRad)];
  const [cr, sr] = [Math.cos(s.rollRad), Math.sin(s.rollRad)];
  const forward = cy * ap - sy * ml;
  const right = sy * ap + cy * ml;
  const ap2 = cp * forward + sp * v;
  const up = cp * v - sp * forward;
  return [ap2, cr * up + sr * right, cr * right - sr * up];
}
