import type { AxisColumns, SensorAxes, Span } from '../../model/index.ts';
import { lowpassAll } from '../filters/zeroPhase.ts';
import { dot, normalise, type Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';
import type { UprightTrack } from './uprightTrack.ts';

/** The trunk bends and straightens below this; steps and heels shake it above. */
const LEAN_CUTOFF_HZ = 3;
const POWER_STEPS = 30;

/** Where the trunk is expected to bend and to straighten around one way up or down. */
export interface LeanWindows {
  readonly bend: Span;
  readonly straighten: Span;
  /** Which of the two tells forward from backward: bending before a rise, straightening after sitting down. */
  readonly tells: 'bend' | 'straighten';
}

/**
 * How fast the trunk leans forward, deg/s, whatever the mounting.
 *
 * Steps:
 * 1. The part of the rotation rate that is level: what the gyroscope feels without what turns about the vertical, or the change of direction
 *    of the vertical in the sensor where there is no gyroscope.
 * 2. In rising and sitting down the trunk turns mostly about one axis of the body, from side to side: the main direction of 1. around them.
 * 3. People lean forward before they rise, and straighten after they sit (Nuzik 1986, Phys Ther 66:1708; Zijlstra 2012, J NeuroEng Rehabil 9:75):
 *    that tells which way is forward.
 * @param windows around every way up or down @returns null where there is none, so that no direction is known
 */
export function leanRate(series: SensorSeries, track: UprightTrack, gyroBias: Vector3, windows: readonly LeanWindows[]): Float64Array | null {
  const { length: n, sampleRateHz: fs } = series;
  if (windows.length === 0) return null;
  const [x, y, z] = lowpassAll(series.gyr ? leveledRate(series.gyr, track, gyroBias) : turningOf(track.up, fs), LEAN_CUTOFF_HZ, fs);
  // 2.
  const spread = [0, 0, 0, 0, 0, 0];
  for (const { bend, straighten } of windows) {
    for (let i = Math.max(0, Math.round(bend.start)); i < Math.min(n, straighten.end); i++) {
      spread[0] += x[i] * x[i];
      spread[1] += x[i] * y[i];
      spread[2] += x[i] * z[i];
      spread[3] += y[i] * y[i];
      spread[4] += y[i] * z[i];
      spread[5] += z[i] * z[i];
    }
  }
  const axis = mainDirection(spread);
  if (!axis) return null;
  const rate = new Float64Array(n);
  for (let i = 0; i < n; i++) rate[i] = dot(axis, [x[i], y[i], z[i]]);
  // 3.
  let forward = 0;
  for (const { tells, ...window } of windows) {
    const { start, end } = window[tells];
    for (let i = Math.max(0, Math.round(start)); i < Math.min(n, end); i++) forward += tells === 'bend' ? rate[i] : -rate[i];
  }
  return forward < 0 ? rate.map((r) => -r) : rate;
}

function leveledRate(gyr: AxisColumns<SensorAxes>, { up, yaw }: UprightTrack, bias: Vector3): Float64Array[] {
  return (['x', 'y', 'z'] as const).map((a, k) => gyr[a].map((rate, i) => rate - bias[k] - (yaw?.[i] ?? 0) * up[a][i]));
}

/** Rotation rate that carries a direction, seen from the sensor, deg/s. */
function turningOf(up: AxisColumns<SensorAxes>, fs: number): Float64Array[] {
  const n = up.x.length;
  const out = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [a, b] = [Math.max(0, i - 1), Math.min(n - 1, i + 1)];
    const perS = ((180 / Math.PI) * fs) / Math.max(1, b - a);
    const [dx, dy, dz] = [(up.x[b] - up.x[a]) * perS, (up.y[b] - up.y[a]) * perS, (up.z[b] - up.z[a]) * perS];
    // Seen from a sensor that turns by w, a fixed direction u changes by u x w; so w is (du/dt) x u.
    out[0][i] = dy * up.z[i] - dz * up.y[i];
    out[1][i] = dz * up.x[i] - dx * up.z[i];
    out[2][i] = dx * up.y[i] - dy * up.x[i];
  }
  return out;
}

/** Main eigenvector of a symmetric matrix given by its upper triangle, by power iteration; null for the zero matrix. */
function mainDirection([xx, xy, xz, yy, yz, zz]: readonly number[]): Vector3 | null {
  if (!(xx + yy + zz > 0)) return null;
  let v: Vector3 = xx >= yy && xx >= zz ? [1, 0.1, 0.1] : yy >= zz ? [0.1, 1, 0.1] : [0.1, 0.1, 1];
  for (let k = 0; k < POWER_STEPS; k++) {
    v = normalise([xx * v[0] + xy * v[1] + xz * v[2], xy * v[0] + yy * v[1] + yz * v[2], xz * v[0] + yz * v[1] + zz * v[2]]);
  }
  return v;
}
