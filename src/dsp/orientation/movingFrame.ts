import type { AxisColumns, BodyAxes, SensorAxes, Span } from '../../model/index.ts';
import type { SensorSeries } from '../series.ts';
import { toBody, type BodySignals } from './bodyFrame.ts';
import { add, cross, dot, normalise, scale, type Vector3 } from './vector.ts';

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
 */
export function alongFrames(series: SensorSeries, frames: readonly FrameAt[], gyroBias: Vector3, span: Span): BodySignals {
  if (frames.length === 1) return toBody(series, { ...frames[0], gyroBias }, span);
  const n = span.end - span.start;
  const columns = () => ({ ap: new Float64Array(n), v: new Float64Array(n), ml: new Float64Array(n) });
  const acc = columns();
  const gyr = series.gyr ? columns() : null;
  const hold = Math.max(1, Math.round(HOLD_S * series.sampleRateHz));
  let next = 1;
  for (let i = 0; i < n; ) {
    const sample = span.start + i;
    while (next < frames.length - 1 && frames[next].sample <= sample) next++;
    const { up, forward } = blend(frames[next - 1], frames[next], sample);
    const right = cross(forward, up);
    // The axes hold for a moment: they move by less than a hundredth of a degree in it.
    const until = Math.min(n, i + hold);
    const [from, to] = [span.start + i, span.start + until];
    rotate(series.acc, from, to, NO_BIAS, forward, up, right, acc, i);
    if (gyr && series.gyr) rotate(series.gyr, from, to, gyroBias, forward, up, right, gyr, i);
    i = until;
  }
  return { start: span.start, end: span.end, sampleRateHz: series.sampleRateHz, acc, gyr };
}

const NO_BIAS: Vector3 = [0, 0, 0];

/** Samples from `start` to `end`, the first of them to the place `at`. */
function rotate(
  from: AxisColumns<SensorAxes>, start: number, end: number, [bx, by, bz]: Vector3,
  [fx, fy, fz]: Vector3, [ux, uy, uz]: Vector3, [rx, ry, rz]: Vector3,
  to: AxisColumns<BodyAxes>, at: number,
): void {
  const { ap, v, ml } = to;
  for (let sample = start, i = at; sample < end; sample++, i++) {
    const x = from.x[sample] - bx;
    const y = from.y[sample] - by;
    const z = from.z[sample] - bz;
    ap[i] = x * fx + y * fy + z * fz;
    v[i] = x * ux + y * uy + z * uz;
    ml[i] = x * rx + y * ry + z * rz;
  }
}

function blend(before: FrameAt, after: FrameAt, sample: number): { up: Vector3; forward: Vector3 } {
  const share = Math.max(0, Math.min(1, (sample - before.sample) / (after.sample - before.sample)));
  const mix = (a: Vector3, b: Vector3) => add(scale(a, 1 - share), scale(b, share));
  const up = normalise(mix(before.up, after.up));
  return { up, forward: horizontal(mix(before.forward, after.forward), up) };
}

/** The part of a direction at right angles to up. */
export function horizontal(direction: Vector3, up: Vector3): Vector3 {
  return normalise(add(direction, scale(up, -dot(direction, up))));
}
