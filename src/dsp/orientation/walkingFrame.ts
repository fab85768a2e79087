import type { Span } from '../../model/index.ts';
import { bandpassInto, lowpassInto, type WriteSignal } from '../filters/zeroPhase.ts';
import { stepRhythm, type StepRhythm } from '../gait/stepRhythm.ts';
import { Rooms } from '../rooms.ts';
import type { SensorSeries } from '../series.ts';
import { correlation, mean, signalSd, skewness } from '../summary.ts';
import { projectInto } from './bodyFrame.ts';
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
  const [along, forward, rising] = signRooms.rooms(3, span.end - span.start);
  projectInto(along, 0, series.acc, found.axis, NO_BIAS, span.start, span.end);
  projectInto(rising, 0, series.acc, found.up, NO_BIAS, span.start, span.end);
  // 4. Sign.
  lowpassInto([forward, rising], [along, rising], 4, fs);
  const brakingGoesWithRise = correlation(forward, toSlope(rising));
  lowpassInto([along], [along], 15, fs);
  const brakingIsSteeper = Math.max(-2, Math.min(2, skewness(toSlope(along))));
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

  // 1. Up.
  const up = normalise(meanVector(series.acc, span));
  const side = perpendicular(up);
  const other = cross(up, side);

  // 2. Step time.
  const channels = rhythmChannels(series, span, [up, side, other]);
  const [v, h1, h2, yaw, g1, g2] = channels;
  const rhythm = stepRhythm(v, channels, fs);

  // 3. Forward, up to its sign. Without a rhythm any lag will do: the caller borrows a better stretch's axis.
  const lag = Math.min(Math.round(rhythm?.stepSamples ?? 0.55 * fs), v.length - 1);
  const level = laggedMoments(h1, h2, lag);
  const angle = repeatingDirection(level);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];

  // Sideways acceleration, roll and yaw.
  const sideways = [repetitionAlong(level, -sine, cosine)];
  if (yaw) sideways.push(repetitionAlong(laggedMoments(g1, g2, lag), cosine, sine), repetition(yaw, lag));
  const omega = rhythm ? (2 * Math.PI * fs) / rhythm.stepSamples : Infinity;
  return {
    up,
    axis: add(scale(side, cosine), scale(other, sine)),
    rhythm,
    alternation: -mean(sideways),
    riseM: (2 * Math.SQRT2 * signalSd(v)) / (omega * omega),
  };
}

function meanVector({ x, y, z }: SensorSeries['acc'], { start, end }: Span): Vector3 {
  let [sumX, sumY, sumZ] = [0, 0, 0];
  for (let i = start; i < end; i++) {
    sumX += x[i];
    sumY += y[i];
    sumZ += z[i];
  }
  const n = end - start;
  return [sumX / n, sumY / n, sumZ / n];
}

/** Acceleration, then turning rates, along three directions, in the band of the rhythm. The arrays are used again by the next call. */
function rhythmChannels(series: SensorSeries, { start, end }: Span, directions: readonly Vector3[]): Float64Array[] {
  const n = end - start;
  const sources = series.gyr ? [series.acc, series.gyr] : [series.acc];
  const channels = rhythmRooms.rooms(3 * sources.length, n);
  const write: WriteSignal = (k, room, at) => {
    const direction = directions[k % 3];
    projectInto(room, at, sources[Math.floor(k / 3)], k < 3 ? direction : scale(direction, 1 / GYRO_PER_ACC), NO_BIAS, start, end);
  };
  bandpassInto(channels, write, ...RHYTHM_BAND_HZ, series.sampleRateHz);
  return channels;
}

const NO_BIAS: Vector3 = [0, 0, 0];
// Nothing is allocated per window.
const rhythmRooms = new Rooms();
const signRooms = new Rooms();

/** Products of two channels with each other a lag later, and with themselves. Of any direction between them nothing else need be known. */
interface LaggedMoments {
  /** Sums over i of a(i) a(i + lag), of b(i) b(i + lag), and half of those of a(i) b(i + lag) + b(i) a(i + lag). */
  readonly aa: number;
  readonly bb: number;
  readonly ab: number;
  /** The same without a lag, mean of both ends. */
  readonly powerA: number;
  readonly powerB: number;
  readonly powerAB: number;
}

function laggedMoments(a: Float64Array, b: Float64Array, lag: number): LaggedMoments {
  let [aa, bb, ab, powerA, powerB, powerAB] = [0, 0, 0, 0, 0, 0];
  for (let i = 0, k = lag; k < a.length; i++, k++) {
    // One by one: until it is compiled, a destructuring makes an array each time.
    const a0 = a[i];
    const b0 = b[i];
    const a1 = a[k];
    const b1 = b[k];
    aa += a0 * a1;
    bb += b0 * b1;
    ab += a0 * b1 + b0 * a1;
    powerA += a0 * a0 + a1 * a1;
    powerB += b0 * b0 + b1 * b1;
    powerAB += a0 * b0 + a1 * b1;
  }
  return { aa, bb, ab: 0.5 * ab, powerA: 0.5 * powerA, powerB: 0.5 * powerB, powerAB: 0.5 * powerAB };
}

/** Autocorrelation of one channel at the lag, 0 for a signal without power. */
function repetition(x: Float64Array, lag: number): number {
  let product = 0;
  let power = 0;
  for (let i = 0, k = lag; k < x.length; i++, k++) {
    product += x[i] * x[k];
    power += x[i] * x[i] + x[k] * x[k];
  }
  power *= 0.5;
  return power > 0 ? Math.max(-1, Math.min(1, product / power)) : 0;
}

/** Autocorrelation at the lag of p times the first plus q times the second channel, 0 for a signal without power. */
function repetitionAlong({ aa, bb, ab, powerA, powerB, powerAB }: LaggedMoments, p: number, q: number): number {
  const power = p * p * powerA + q * q * powerB + 2 * p * q * powerAB;
  // Rounding can take it past 1 where there is next to no power.
  return power > 0 ? Math.max(-1, Math.min(1, (p * p * aa + q * q * bb + 2 * p * q * ab) / power)) : 0;
}

/** Angle from the first to the second channel of the direction with the largest symmetrised autocovariance at the lag. */
function repeatingDirection({ aa, bb, ab }: LaggedMoments): number {
  return 0.5 * Math.atan2(2 * ab, aa - bb);
}

/** Differences of neighbours in place of the values; the last one is zero. */
function toSlope(x: Float64Array): Float64Array {
  for (let i = 0; i + 1 < x.length; i++) x[i] = x[i + 1] - x[i];
  if (x.length > 0) x[x.length - 1] = 0;
  return x;
}
