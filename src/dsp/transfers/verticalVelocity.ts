import type { Span } from '../../model/index.ts';
import type { Rests } from './rests.ts';

/** What levelling leaves wrong of the vertical acceleration, m/s² over a second: a few tenths of a degree and a per cent of the scale. */
const ACCELERATION_ERROR = 0.05;
/** Where the sensor sent nothing, a trunk may do whatever trunks do. */
const UNHEARD_ERROR = 2;
/** Nobody moves up or down for long: this much, m/s over a second, is what the velocity may be away from nought. */
const USUAL_MPS = 0.25;
const REST_MPS = { still: 0.002, calm: 0.06 };

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
 * @param rests where the trunk rests
 * @param gaps so long that what was bridged there is not believed
 * @returns m/s, positive upwards
 */
export function verticalVelocity(acc: Float64Array, rests: Rests, sampleRateHz: number, gaps: readonly Span[] = []): Float64Array {
  const n = acc.length;
  const dt = 1 / sampleRateHz;
  // Errors are densities over time, so that the answer does not depend on the sampling rate.
  const [heard, unheard] = [ACCELERATION_ERROR, UNHEARD_ERROR].map((error) => 1 / (error ** 2 * dt));
  const silent = new Uint8Array(n);
  for (const { start, end } of gaps) silent.fill(1, start, end);
  const tied = (i: number) => (silent[i] === 1 || silent[i + 1] === 1 ? unheard : heard);
  const loose = dt / USUAL_MPS ** 2;
  const pull = new Float64Array(n);
  const right = new Float64Array(n);
  pull.fill(loose);
  for (const how of ['calm', 'still'] as const) {
    for (const { start, end } of rests[how]) pull.fill(1 / REST_MPS[how] ** 2, start, end);
  }
  for (let i = 0; i + 1 < n; i++) {
    const tie = tied(i);
    const change = tie === heard ? ((acc[i] + acc[i + 1]) / 2) * dt : 0;
    pull[i] += tie;
    pull[i + 1] += tie;
    right[i] -= tie * change;
    right[i + 1] += tie * change;
  }
  // Thomas algorithm; the off-diagonals are the negative ties.
  for (let i = 1; i < n; i++) {
    const tie = tied(i - 1);
    const share = tie / pull[i - 1];
    pull[i] -= share * tie;
    right[i] += share * right[i - 1];
  }
  const v = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) v[i] = (right[i] + (i + 1 < n ? tied(i) * v[i + 1] : 0)) / pull[i];
  return v;
}
