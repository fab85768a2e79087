import type { Span } from '../../model/index.ts';
import { bandpass, lowpass } from '../filters/zeroPhase.ts';
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
 * 1. Up is the mean specific force (Moe-Nilssen 1998, Clin Biomech 13:320: over whole strides the trunk's own acceleration averages out).
 * 2. Step time from the autocorrelations (`stepRhythm`).
 * 3. Forward is the horizontal direction that repeats best after one step: eigenvector of the largest eigenvalue of the
 *    symmetrised autocovariance at that lag. Forward movement repeats every step; sideways movement changes its sign.
 * 4. Its sign: at a contact the body brakes while it is caught, so forward acceleration goes with the slope of the vertical,
 *    and braking is steeper than pushing off, so the slope of forward acceleration is skewed to the negative.
 *
 * @param span stretch of samples
 */
export function walkingFrame(series: SensorSeries, span: Span): WalkingFrame {
  const fs = series.sampleRateHz;
  const along = (d: Vector3) => project(series.acc, d, [0, 0, 0], span.start, span.end);

  // 1. Up.
  const up = normalise([mean(along([1, 0, 0])), mean(along([0, 1, 0])), mean(along([0, 0, 1]))]);
  const side = perpendicular(up);
  const other = cross(up, side);

  // 2. Step time.
  const band = (x: Float64Array) => bandpass(x, ...RHYTHM_BAND_HZ, fs);
  const [v, h1, h2] = [up, side, other].map((d) => band(along(d)));
  const gyro = series.gyr;
  const turning = gyro ? [up, side, other].map((d) => scaled(band(project(gyro, d, [0, 0, 0], span.start, span.end)), 1 / GYRO_PER_ACC)) : [];
  const rhythm = stepRhythm(v, [v, h1, h2, ...turning], fs);

  // 3. Forward, up to its sign. Without a rhythm any lag will do: the caller borrows a better stretch's axis.
  const lag = Math.min(Math.round(rhythm?.stepSamples ?? 0.55 * fs), v.length - 1);
  const angle = repeatingDirection(h1, h2, lag);
  const axis = add(scale(side, Math.cos(angle)), scale(other, Math.sin(angle)));

  // 4. Sign.
  const forwardRaw = along(axis);
  const brakingGoesWithRise = correlation(lowpass(forwardRaw, 4, fs), slope(lowpass(along(up), 4, fs)));
  const brakingIsSteeper = Math.max(-2, Math.min(2, skewness(slope(lowpass(forwardRaw, 15, fs)))));
  const sign = brakingGoesWithRise - 0.15 * brakingIsSteeper;

  const across = add(scale(side, -Math.sin(angle)), scale(other, Math.cos(angle)));
  const sideways = [along(across), ...(gyro ? [axis, up].map((d) => project(gyro, d, [0, 0, 0], span.start, span.end)) : [])];
  const alternation = -mean(sideways.map((x) => repetition(band(x), lag)));
  const omega = rhythm ? (2 * Math.PI * fs) / rhythm.stepSamples : Infinity;
  const riseM = (2 * Math.SQRT2 * signalSd(v)) / (omega * omega);
  return { up, forward: sign < 0 ? scale(axis, -1) : axis, rhythm, alternation, riseM };
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
