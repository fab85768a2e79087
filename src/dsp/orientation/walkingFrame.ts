import type { AxisColumns, SensorAxes, Span } from '../../model/index.ts';
import { bandpassAll, lowpass, lowpassAll } from '../filters/zeroPhase.ts';
import { stepRhythm, type StepRhythm } from '../gait/stepRhythm.ts';
import type { SensorSeries } from '../series.ts';
import { correlation, mean, signalSd, skewness } from '../summary.ts';
import { project } from './bodyFrame.ts';
import { add, cross, normalise, perpendicular, scale, type Vector3 } from './vector.ts';

/** What one stretch of walking says about how the sensor is worn. */
export interface WalkingFrame {
  readonly up: Vector3;
  readonly forward: Vector3;
  /** Null when the stretch has no step rhythm. */
  readonly rhythm: StepRhythm | null;
}

/** How a stretch moves, before anything is known of front and back. */
export interface WalkingRhythm {
  readonly up: Vector3;
  /** Forward or backward. */
  readonly axis: Vector3;
  readonly rhythm: StepRhythm | null;
  /**
   * How surely the sideways movement changes its sign from step to step, -1 to 1: mean over sideways acceleration, roll and yaw
   * of minus their autocorrelation at the step. Feet that take turns make it; shaking, rising and sitting do not.
   */
  readonly alternation: number;
  /** Rise and fall of the trunk with each step, m: amplitude of the vertical, over the square of the step's frequency. */
  readonly riseM: number;
}

const RHYTHM_BAND_HZ: readonly [number, number] = [0.5, 5];
/** Makes turning rates (deg/s) about as large as accelerations (m/s²) of the same walk. */
const GYRO_PER_ACC = 50;

/**
 * Body axes from a stretch of walking, whatever the mounting.
 *
 * Needs: at least two strides of walking, at most slow drift of the sensor.
 * Steps:
 * 1. to 3. as in `walkingRhythm`: up, step time, forward up to its sign.
 * 4. The sign: at a contact the body brakes while it is caught, so forward acceleration goes with the slope of the vertical,
 *    and braking is steeper than pushing off, so the slope of forward acceleration is skewed to the negative.
 *
 * @param span stretch of samples
 */
export function walkingFrame(series: SensorSeries, span: Span): WalkingFrame {
  const fs = series.sampleRateHz;
  const found = walkingRhythm(series, span);
  const along = (d: Vector3) => project(series.acc, d, [0, 0, 0], span.start, span.end);
  const forwardRaw = along(found.axis);
  // 4. Sign.
  const [forward, rising] = lowpassAll([forwardRaw, along(found.up)], 4, fs);
  const brakingGoesWithRise = correlation(forward, slope(rising));
  const brakingIsSteeper = Math.max(-2, Math.min(2, skewness(slope(lowpass(forwardRaw, 15, fs)))));
  const sign = brakingGoesWithRise - 0.15 * brakingIsSteeper;
  return { up: found.up, forward: sign < 0 ? scale(found.axis, -1) : found.axis, rhythm: found.rhythm };
}

/**
 * Rhythm and directions of a stretch that may be walking.
 *
 * Steps:
 * 1. Up is the mean specific force (Moe-Nilssen 1998, Clin Biomech 13:320: over whole strides the trunk's own acceleration averages out).
 * 2. Step time from the autocorrelations (`stepRhythm`).
 * 3. Forward, up to its sign, is the horizontal direction that repeats best after one step: eigenvector of the largest eigenvalue
 *    of the symmetrised autocovariance at that lag. Forward movement repeats every step; sideways movement changes its sign.
 *
 * @param span stretch of samples
 */
export function walkingRhythm(series: SensorSeries, span: Span): WalkingRhythm {
  const fs = series.sampleRateHz;
  const gyro = series.gyr;
  const band = (c: AxisColumns<SensorAxes>, ds: readonly Vector3[]) => bandpassAll(ds.map((d) => project(c, d, [0, 0, 0], span.start, span.end)), ...RHYTHM_BAND_HZ, fs);

  // 1. Up.
  const meanOf = (column: Float64Array) => mean(column.subarray(span.start, span.end));
  const up = normalise([meanOf(series.acc.x), meanOf(series.acc.y), meanOf(series.acc.z)]);
  const side = perpendicular(up);
  const other = cross(up, side);

  // 2. Step time.
  const [v, h1, h2] = band(series.acc, [up, side, other]);
  const turning = gyro ? band(gyro, [up, side, other]).map((x) => scaled(x, 1 / GYRO_PER_ACC)) : [];
  const rhythm = stepRhythm(v, [v, h1, h2, ...turning], fs);

  // 3. Forward, up to its sign. Without a rhythm any lag will do: the caller borrows a better stretch's axis.
  const lag = Math.min(Math.round(rhythm?.stepSamples ?? 0.55 * fs), v.length - 1);
  const angle = repeatingDirection(h1, h2, lag);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];

  // Sideways acceleration, roll and yaw: filtered already, they only need to be turned.
  const [yaw, g1, g2] = turning;
  const sideways = [blend(h2, cosine, h1, -sine), ...(yaw ? [blend(g1, cosine, g2, sine), yaw] : [])];
  const omega = rhythm ? (2 * Math.PI * fs) / rhythm.stepSamples : Infinity;
  return {
    up,
    axis: add(scale(side, cosine), scale(other, sine)),
    rhythm,
    alternation: -mean(sideways.map((x) => repetition(x, lag))),
    riseM: (2 * Math.SQRT2 * signalSd(v)) / (omega * omega),
  };
}

/** a times x plus b times y. */
function blend(x: Float64Array, a: number, y: Float64Array, b: number): Float64Array {
  return x.map((value, i) => a * value + b * y[i]);
}

/** Autocorrelation at one lag, 0 for a signal without power. */
function repetition(x: Float64Array, lag: number): number {
  let repeated = 0;
  let power = 0;
  for (let i = 0; i + lag < x.length; i++) {
    repeated += x[i] * x[i + lag];
    power += 0.5 * (x[i] * x[i] + x[i + lag] * x[i + lag]);
  }
  return power > 0 ? repeated / power : 0;
}

/** Angle from the first to the second channel of the direction with the largest symmetrised autocovariance at `lag`. */
function repeatingDirection(a: Float64Array, b: Float64Array, lag: number): number {
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i + lag < a.length; i++) {
    aa += a[i] * a[i + lag];
    bb += b[i] * b[i + lag];
    ab += 0.5 * (a[i] * b[i + lag] + b[i] * a[i + lag]);
  }
  return 0.5 * Math.atan2(2 * ab, aa - bb);
}

/** Differences of neighbours, same length; the last one is zero. */
function slope(x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i++) out[i] = x[i + 1] - x[i];
  return out;
}

function scaled(x: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < x.length; i++) x[i] *= factor;
  return x;
}
