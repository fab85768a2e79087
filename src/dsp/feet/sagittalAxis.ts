import { dot, scale, type Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';
import type { FootPath } from './strapdown.ts';

/** A step that turns less shows the axis best. */
const STRAIGHT_DEG = 25;
/** The axis found must lie this much along the walker's right, in cosines weighed by distance: else the foot did not walk forwards. */
const LEAST_AGREEMENT = 0.4;
const ROUNDS = 60;

/**
 * The axis to the walker's right about which a foot pitches, in sensor axes: turning about it by the right-hand rule lifts the toes.
 *
 * Steps: 1. Principal axis of the rotation rate over straight steps, since a foot pitches far more than it turns or rolls.
 * 2. Its sign by where the foot went: to the right of the displacement.
 * Source: Rampp 2015, IEEE Trans Biomed Eng 62:1089 assumes an aligned sensor; here any mounting will do.
 * @returns null without a step, or where the axis does not agree with the direction of walking
 */
export function sagittalAxis(series: SensorSeries, paths: readonly FootPath[], bias: Vector3): Vector3 | null {
  const straight = paths.filter((p) => Math.abs(p.headingDeg) < STRAIGHT_DEG);
  const used = straight.length > 0 ? straight : paths;
  const axis = principalAxis(series, used, bias);
  if (!axis) return null;
  let towards = 0;
  let walked = 0;
  for (const path of used) {
    if (!path.right) continue;
    towards += path.horizontalM * dot(path.right, axis);
    walked += path.horizontalM;
  }
  if (!(Math.abs(towards) >= LEAST_AGREEMENT * walked)) return null;
  return towards < 0 ? scale(axis, -1) : axis;
}

/** Eigenvector of the largest eigenvalue of the rates' second moments, by power iteration. */
function principalAxis({ gyr }: SensorSeries, paths: readonly FootPath[], bias: Vector3): Vector3 | null {
  if (!gyr) return null;
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (const path of paths) {
    for (let i = path.start; i <= path.end; i++) {
      const [x, y, z] = [gyr.x[i] - bias[0], gyr.y[i] - bias[1], gyr.z[i] - bias[2]];
      xx += x * x;
      xy += x * y;
      xz += x * z;
      yy += y * y;
      yz += y * z;
      zz += z * z;
    }
  }
  if (!(xx + yy + zz > 0)) return null;
  // The column of the largest diagonal element is never at right angles to the answer.
  let axis: Vector3 = xx >= yy && xx >= zz ? [xx, xy, xz] : yy >= zz ? [xy, yy, yz] : [xz, yz, zz];
  for (let round = 0; round < ROUNDS; round++) {
    const length = Math.hypot(...axis);
    const [x, y, z] = scale(axis, 1 / length);
    axis = [xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z];
  }
  return scale(axis, 1 / Math.hypot(...axis));
}
