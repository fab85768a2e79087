import type { AxisColumns, BodyAxes, SensorAxes, Span } from '../../model/index.ts';
import type { SensorSeries } from '../series.ts';
import { bodyColumns, toBody, type BodySignals } from './bodyFrame.ts';
import { add, dot, normalise, scale, type Vector3 } from './vector.ts';

/** Axes are blended anew this often. */
const HOLD_S = 0.1;

/** Body axes as found around a moment of the recording. */
export interface FrameAt {
  /** Sample on the recording's grid. */
  readonly sample: number;
  readonly forward: Vector3;
  readonly up: Vector3;
}

/**
 * Body axes that follow a sensor which slips slowly: between two moments the axes are blended, before the first and after the
 * last one they are held. With one moment only it is `toBody`.
 * @param frames in order of time, at least one
 * @param out as for `toBody`
 */
export function alongFrames(series: SensorSeries, frames: readonly FrameAt[], gyroBias: Vector3, span: Span, out = bodyColumns(series, span)): BodySignals {
  if (frames.length === 1) return toBody(series, { ...frames[0], gyroBias }, span, out);
  const n = span.end - span.start;
  const acc = { ap: out[0], v: out[1], ml: out[2] };
  const gyr = series.gyr ? { ap: out[3], v: out[4], ml: out[5] } : null;
  const hold = Math.max(1, Math.round(HOLD_S * series.sampleRateHz));
  const axes = new Float64Array(9);
  let next = 1;
  for (let i = 0; i < n; ) {
    const sample = span.start + i;
    while (next < frames.length - 1 && frames[next].sample <= sample) next++;
    blend(frames[next - 1], frames[next], sample, axes);
    // The axes hold for a moment: they move by less than a hundredth of a degree in it.
    const until = Math.min(n, i + hold);
    rotate(series.acc, span.start, i, until, NO_BIAS, axes, acc);
    if (gyr && series.gyr) rotate(series.gyr, span.start, i, until, gyroBias, axes, gyr);
    i = until;
  }
  return { start: span.start, end: span.end, sampleRateHz: series.sampleRateHz, acc, gyr };
}

const NO_BIAS: Vector3 = [0, 0, 0];

/** Values `from` to `until` of `to`, which begins at the sample `start`. @param axes as from `blend` */
function rotate(source: AxisColumns<SensorAxes>, start: number, from: number, until: number, bias: Vector3, axes: Float64Array, to: AxisColumns<BodyAxes>): void {
  const { ap, v, ml } = to;
  for (let i = from; i < until; i++) {
    const x = source.x[start + i] - bias[0];
    const y = source.y[start + i] - bias[1];
    const z = source.z[start + i] - bias[2];
    ap[i] = x * axes[0] + y * axes[1] + z * axes[2];
    v[i] = x * axes[3] + y * axes[4] + z * axes[5];
    ml[i] = x * axes[6] + y * axes[7] + z * axes[8];
  }
}

/** Writes forward, up and right between two moments. Without vectors of their own: there are ten moments a second. */
function blend(before: FrameAt, after: FrameAt, sample: number, axes: Float64Array): void {
  const share = Math.max(0, Math.min(1, (sample - before.sample) / (after.sample - before.sample)));
  for (let k = 0; k < 3; k++) {
    axes[k] = before.forward[k] * (1 - share) + after.forward[k] * share;
    axes[3 + k] = before.up[k] * (1 - share) + after.up[k] * share;
  }
  toUnit(axes, 3);
  const rise = axes[0] * axes[3] + axes[1] * axes[4] + axes[2] * axes[5];
  for (let k = 0; k < 3; k++) axes[k] -= axes[3 + k] * rise;
  toUnit(axes, 0);
  for (let k = 0; k < 3; k++) {
    const [one, other] = [(k + 1) % 3, (k + 2) % 3];
    axes[6 + k] = axes[one] * axes[3 + other] - axes[other] * axes[3 + one];
  }
}

function toUnit(axes: Float64Array, at: number): void {
  const length = Math.sqrt(axes[at] * axes[at] + axes[at + 1] * axes[at + 1] + axes[at + 2] * axes[at + 2]);
  if (!(length > 0)) throw new RangeError('alongFrames needs directions that are not opposite to each other');
  for (let k = at; k < at + 3; k++) axes[k] /= length;
}

/** The part of a direction at right angles to up. */
export function horizontal(direction: Vector3, up: Vector3): Vector3 {
  return normalise(add(direction, scale(up, -dot(direction, up))));
}
