import type { SensorSeries } from '../series.ts';
import { lowpassAll } from '../filters/zeroPhase.ts';
import type { UprightTrack } from './uprightTrack.ts';

/** A trunk at rest changes its direction by less than this, deg/s, and its acceleration by less than this, m/s², around the moment. */
const REST_DEG_PER_S = 3;
const REST_MPS2 = 0.08;
/** Shorter than this nobody rests: it is the turning point of a movement. */
const SHORTEST_REST_S = 0.3;
const REST_CUTOFF_HZ = 3;
const DEG = 180 / Math.PI;

/** 1 where the trunk rests, lying, sitting or standing. */
export function atRest(series: SensorSeries, { up, acc }: UprightTrack): Uint8Array {
  const { sampleRateHz: fs, length: n } = series;
  const [vertical, x, y, z] = lowpassAll([acc, up.x, up.y, up.z], REST_CUTOFF_HZ, fs);
  const near = Math.max(1, Math.round(0.05 * fs));
  const quiet = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const [a, b] = [Math.max(0, i - near), Math.min(n - 1, i + near)];
    const turning = (Math.hypot(x[b] - x[a], y[b] - y[a], z[b] - z[a]) * DEG * fs) / Math.max(1, b - a);
    quiet[i] = series.missing[i] === 0 && turning < REST_DEG_PER_S && Math.abs(vertical[i]) < REST_MPS2 ? 1 : 0;
  }
  const rest = new Uint8Array(n);
  for (let i = 0; i < n; ) {
    const start = i;
    while (i < n && quiet[i] === 1) i++;
    if (i - start >= SHORTEST_REST_S * fs) rest.fill(1, start, i);
    if (i === start) i++;
  }
  return rest;
}

/** What levelling leaves wrong of the vertical acceleration, m/s² over a second: a few tenths of a degree and a per cent of the scale. */
const ACCELERATION_ERROR = 0.05;
/** Nobody moves up or down for long: this much, m/s over a second, is what the velocity may be away from nought. */
const USUAL_MPS = 0.1;
const REST_MPS = 0.002;

/**
 * Vertical velocity of the trunk from its vertical acceleration.
 *
 * Source: zero-velocity updates as Foxlin 2005, IEEE Comput Graph Appl 25(6):38, solved for the whole recording at once as weighted least squares,
 * which a Kalman smoother (Rauch, Tung & Striebel 1965, AIAA J 3:1445) of one state would give too.
 * Steps:
 * 1. Every change of velocity should be the acceleration; every velocity should be nought, firmly at rest and loosely elsewhere.
 * 2. Each of these counts by the inverse square of its error; the sum of squares is least where a tridiagonal system is solved.
 *
 * @param acc vertical acceleration without gravity, m/s²
 * @param rest 1 where the trunk rests
 * @returns m/s, positive upwards
 */
export function verticalVelocity(acc: Float64Array, rest: Uint8Array, sampleRateHz: number): Float64Array {
  const n = acc.length;
  const dt = 1 / sampleRateHz;
  // Errors are densities over time, so that the answer does not depend on the sampling rate.
  const tie = 1 / (ACCELERATION_ERROR ** 2 * dt);
  const loose = dt / USUAL_MPS ** 2;
  const firm = 1 / REST_MPS ** 2;
  const pull = new Float64Array(n);
  const right = new Float64Array(n);
  for (let i = 0; i < n; i++) pull[i] = rest[i] === 1 ? firm : loose;
  for (let i = 0; i + 1 < n; i++) {
    const change = ((acc[i] + acc[i + 1]) / 2) * dt;
    pull[i] += tie;
    pull[i + 1] += tie;
    right[i] -= tie * change;
    right[i + 1] += tie * change;
  }
  // Thomas algorithm; all off-diagonals are -tie.
  for (let i = 1; i < n; i++) {
    const share = tie / pull[i - 1];
    pull[i] -= share * tie;
    right[i] += share * right[i - 1];
  }
  const v = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) v[i] = (right[i] + (i + 1 < n ? tie * v[i + 1] : 0)) / pull[i];
  return v;
}
