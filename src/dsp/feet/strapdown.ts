import { add, dot, normalise, scale, type Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';
import { compose, fromRotationVector, inverse, rotate, rotationBetween, turnAboutVertical, type Quaternion } from '../orientation/quaternion.ts';

const RAD = Math.PI / 180;
const UP: Vector3 = [0, 0, 1];
/** Gravity at either end is the mean acceleration this far about it. */
const LEVEL_HALF_S = 0.05;

/** Where a foot went between two moments at which it stood. Level frame: x, y horizontal, z up. */
export interface FootPath {
  /** First and last sample, both at rest. */
  readonly start: number;
  readonly end: number;
  /** m */
  readonly horizontalM: number;
  readonly riseM: number;
  /** How far the foot turned about the vertical, deg, positive to the left. */
  readonly headingDeg: number;
  /** Unit vector to the walker's right, in sensor axes at rest; null when the foot stayed where it was. */
  readonly right: Vector3 | null;
  /** Speed along the displacement, m/s, one value a sample from start to end. */
  readonly forwardMps: Float64Array;
  readonly upMps: Float64Array;
  /** Rate about the vertical, deg/s, one value a sample. */
  readonly yawDegPerS: Float64Array;
}

/**
 * Path of a foot from rest to rest.
 *
 * Source: Foxlin 2005, IEEE Comput Graph Appl 25(6):38 (zero-velocity update); Mariani 2010, J Biomech 43:2999 and
 * Rampp 2015, IEEE Trans Biomed Eng 62:1089 (orientation restarted and drift removed stride by stride).
 * Needs: a six-axis sensor at 40 Hz or more that stands at both ends.
 * Steps:
 * 1. Level the sensor by gravity at the start.
 * 2. Turn on with the gyroscope.
 * 3. Gravity at the end shows what tilt was gained wrongly: taken back in proportion to time.
 * 4. Acceleration in the level frame, gravity off, integrated to velocity; its error at the end is taken back likewise.
 * 5. Velocity integrated to position.
 * Differs from the sources: tilt is corrected by gravity at both ends; no change of height is taken away, since stairs are real.
 *
 * @param start, end samples at which the foot stands
 * @param bias gyroscope offset, deg/s, sensor axes
 * @throws RangeError on a sensor without a gyroscope or fewer than three samples
 */
export function footPath(series: SensorSeries, start: number, end: number, bias: Vector3): FootPath {
  const { acc, gyr, sampleRateHz: fs } = series;
  if (!gyr) throw new RangeError('footPath needs a gyroscope');
  if (end - start < 2) throw new RangeError(`footPath needs at least three samples, not ${end - start + 1}`);
  const n = end - start + 1;
  const [before, after] = [meanAcceleration(series, start), meanAcceleration(series, end)];

  // 1. and 2.
  const turned: Quaternion[] = [fromRotationVector(rotationBetween(normalise(before), UP))];
  for (let k = 1; k < n; k++) {
    const i = start + k;
    const half = (0.5 * RAD) / fs;
    const step: Vector3 = [
      (gyr.x[i - 1] + gyr.x[i] - 2 * bias[0]) * half,
      (gyr.y[i - 1] + gyr.y[i] - 2 * bias[1]) * half,
      (gyr.z[i - 1] + gyr.z[i] - 2 * bias[2]) * half,
    ];
    turned.push(compose(turned[k - 1], fromRotationVector(step)));
  }

  // 3.
  const tilt = rotationBetween(normalise(rotate(turned[n - 1], after)), UP);
  const attitude = turned.map((q, k) => compose(fromRotationVector(scale(tilt, k / (n - 1))), q));

  // 4.
  const [gravityBefore, gravityAfter] = [Math.hypot(...before), Math.hypot(...after)];
  const velocity: Vector3[] = [[0, 0, 0]];
  let last: Vector3 = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const i = start + k;
    const gravity = gravityBefore + ((gravityAfter - gravityBefore) * k) / (n - 1);
    const level = add(rotate(attitude[k], [acc.x[i], acc.y[i], acc.z[i]]), [0, 0, -gravity]);
    if (k > 0) velocity.push(add(velocity[k - 1], scale(add(last, level), 0.5 / fs)));
    last = level;
  }
  const error = velocity[n - 1];
  for (let k = 0; k < n; k++) velocity[k] = add(velocity[k], scale(error, -k / (n - 1)));

  // 5. Both ends are at rest, so the sum is the trapezoid.
  const moved = scale(velocity.reduce(add), 1 / fs);
  const horizontalM = Math.hypot(moved[0], moved[1]);
  const along: Vector3 = horizontalM > 0 ? [moved[0] / horizontalM, moved[1] / horizontalM, 0] : [0, 0, 0];
  return {
    start,
    end,
    horizontalM,
    riseM: moved[2],
    headingDeg: turnAboutVertical(compose(attitude[n - 1], inverse(attitude[0]))) / RAD,
    right: horizontalM > 0 ? rotate(inverse(attitude[0]), [along[1], -along[0], 0]) : null,
    forwardMps: Float64Array.from(velocity, (v) => dot(v, along)),
    upMps: Float64Array.from(velocity, (v) => v[2]),
    yawDegPerS: Float64Array.from(attitude, (q, k) => rotate(q, [gyr.x[start + k] - bias[0], gyr.y[start + k] - bias[1], gyr.z[start + k] - bias[2]])[2]),
  };
}

function meanAcceleration({ acc, length, sampleRateHz }: SensorSeries, at: number): Vector3 {
  const half = Math.round(LEVEL_HALF_S * sampleRateHz);
  const [from, to] = [Math.max(0, at - half), Math.min(length - 1, at + half)];
  let sum: Vector3 = [0, 0, 0];
  for (let i = from; i <= to; i++) sum = add(sum, [acc.x[i], acc.y[i], acc.z[i]]);
  return scale(sum, 1 / (to - from + 1));
}
