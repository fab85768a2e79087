import type { AxisColumns, SensorAxes } from '../../model/index.ts';
import type { Vector3 } from '../orientation/vector.ts';

const GRAVITY_MPS2 = 9.80665;
/** Cheap accelerometers are off by this much, m/s² (data sheets say 40 to 80 mg); a rest is read to within this. */
const USUAL_OFFSET_MPS2 = 0.3;
const REST_ERROR_MPS2 = 0.03;
/** An offset beyond this is a wrong unit or a broken sensor: it is said elsewhere, not mended here. */
const LARGEST_MPS2 = 1;

/**
 * The accelerometer's offset, as far as postures of rest show it: the smallest that makes every rest read gravity's size.
 * Without it a trunk that leans by 40 degrees seems to be pushed up or down by a third of a metre a second squared.
 *
 * Source: Frosio 2009, IEEE Trans Instrum Meas 58:2034 (autocalibration by resting postures), for the offset alone, as ridge regression
 * (Hoerl & Kennard 1970, Technometrics 12:55), because a person on a chair shows two or three postures and not six.
 * Steps: per rest, direction · offset = size - gravity; each weighs the same, however long; normal equations with the usual size as ridge.
 * @param rests spans in which the trunk rests
 * @returns m/s², sensor axes; zero without any rest
 */
export function gravityOffset(acc: AxisColumns<SensorAxes>, rests: readonly { readonly start: number; readonly end: number }[]): Vector3 {
  const ridge = (REST_ERROR_MPS2 / USUAL_OFFSET_MPS2) ** 2;
  const m = [[ridge, 0, 0, 0], [0, ridge, 0, 0], [0, 0, ridge, 0]];
  for (const { start, end } of rests) {
    const sum = [0, 0, 0];
    for (let i = start; i < end; i++) {
      sum[0] += acc.x[i];
      sum[1] += acc.y[i];
      sum[2] += acc.z[i];
    }
    const size = Math.hypot(...sum) / (end - start);
    const u = sum.map((s) => s / (size * (end - start)));
    for (let r = 0; r < 3; r++) {
      for (let c = 0; c < 3; c++) m[r][c] += u[r] * u[c];
      m[r][3] += u[r] * (size - GRAVITY_MPS2);
    }
  }
  const offset = solved(m);
  return Math.hypot(...offset) > LARGEST_MPS2 ? [0, 0, 0] : offset;
}

/** Three equations by Gauss and Jordan; the ridge keeps every pivot above zero. */
function solved(m: number[][]): Vector3 {
  for (let k = 0; k < 3; k++) {
    for (let r = 0; r < 3; r++) {
      if (r === k) continue;
      const share = m[r][k] / m[k][k];
      for (let c = k; c < 4; c++) m[r][c] -= share * m[k][c];
    }
  }
  return [m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]];
}
