import { lowpassAll } from '../filters/zeroPhase.ts';
import { mean } from '../summary.ts';
import { densityOf } from './density.ts';
import { farthest } from './farthest.ts';
import { SWAY_CUT_HZ } from './horizontalSway.ts';
import { spectralEdge } from './spectralEdge.ts';

/** Slower than this is posture, not sway; it also fits into 30 s only four times. Quicker than the low-pass is the sensor's noise. */
const POWER_BAND_HZ: readonly [number, number] = [0.15, SWAY_CUT_HZ];
/** Chi-square with two degrees of freedom, 95 %. */
const CHI_SQUARE_95 = 5.991464547;
/** What is left of a signal that does not move at all is rounding, m/s². */
const ROUNDING_MPS2 = 1e-9;
const DEG_PER_RAD = 180 / Math.PI;

/** Sway along one direction, or in the plane of both. */
export interface SwayMeasures {
  /** m²/s⁵: half the integral of the squared rate of change. */
  readonly jerk: number;
  /** m/s²: mean distance from the centre. */
  readonly distance: number;
  /** m/s² */
  readonly rms: number;
  /** m/s²: length of the trajectory. */
  readonly path: number;
  /** m/s²: largest distance between two points. */
  readonly range: number;
  /** mm/s: mean of the integral's size. */
  readonly meanVelocity: number;
  /** Hz: loops a second, as wide as the mean distance, that make the path. */
  readonly meanFrequency: number;
  /** m²/s⁴: power from 0.15 to 3.5 Hz. */
  readonly totalPower: number;
  /** Hz */
  readonly f50: number;
  /** Hz */
  readonly f95: number;
  /** Hz */
  readonly centroidalFrequency: number;
  /** 0 for a single frequency, towards 1 for a broad band. */
  readonly frequencyDispersion: number;
  /** Degrees: RMS of the lean that the acceleration would be, were it gravity alone. */
  readonly leanRms: number;
  /** Degrees: largest distance between two leans. */
  readonly leanRange: number;
}

/** Sway in the plane; areas need both directions. */
export interface PlanarSway extends SwayMeasures {
  /** m²/s⁵: area swept about the centre, a second. */
  readonly area: number;
  /** m²/s⁴: ellipse that holds 95 % of a normal scatter. */
  readonly ellipseArea: number;
  /** Degrees squared: the same of the lean. */
  readonly leanEllipseArea: number;
}

export interface SwaySet {
  readonly durationS: number;
  readonly planar: PlanarSway;
  /** Along the first and the second direction. */
  readonly first: SwayMeasures;
  readonly second: SwayMeasures;
}

/**
 * The instrumented sway of a trunk that stands still.
 *
 * Source: Mancini 2012, J NeuroEng Rehabil 9:59, table 2 (JERK, DIST, RMS, PATH, RANGE, MV, MF, AREA, PWR, F50, F95, CF, FD of the lumbar acceleration in the
 * horizontal plane); CF and FD as in Prieto 1996, IEEE Trans Biomed Eng 43:956, which it rests on; ellipse: large-sample form pi * 5.991 * sqrt(det(cov)).
 * Needs: one stretch of quiet standing without gaps that matter, 5 s or more.
 * Steps:
 * 1. Detrending: the mean is taken off, nothing else, so that the mean tilt of the sensor is gone and slow sway stays.
 * 2. Filter: Butterworth low-pass of second order at 3.5 Hz, forwards and backwards.
 * 3. Time domain, from the filtered signal, with t from the first to the last sample: JERK = 1/2 integral of |dA/dt|²; DIST = mean |A|; RMS; PATH = sum of
 *    |A(i+1) - A(i)|; RANGE; MV = mean |V|, V the trapezoidal integral of A less its own mean; MF = PATH / (2 pi DIST t); AREA = sum of
 *    |ap(i+1) ml(i) - ap(i) ml(i+1)| / (2 t); ellipse from the covariance divided by n. Along one direction the other counts as 0.
 * 4. Frequency domain, from the signal before the filter, 0.15 to 3.5 Hz of one Hann-windowed periodogram: total power, the frequencies below which 50 and 95 % of it
 *    lie, CF = sqrt(m2 / m0), FD = sqrt(1 - m1² / (m0 m2)), m(k) the sum of f^k times the density. In the plane the densities of both directions add.
 * 5. Lean: asin(A / g), g the mean specific force: the angle a slow inverted pendulum would lean by. Above 1 Hz or so the body's own acceleration makes it too large.
 * Differs from the source: the source does not say how the constant of integration of MV is settled (here: no mean velocity), nor of which band the power is (here: the
 * band of the sway alone); range in the plane is the largest distance between two points, which no turn of the axes changes.
 *
 * @param first, second horizontal acceleration along two directions at right angles, m/s², before any filter, columns of equal length
 * @param gravityMps2 mean specific force
 * @returns null when nothing moves at all
 */
export function swaySet(first: Float64Array, second: Float64Array, sampleRateHz: number, gravityMps2: number): SwaySet | null {
  const n = first.length;
  if (n < 2) return null;
  // 1. and 2. A filter that passes constants takes the mean off before or after alike.
  const filtered = lowpassAll([first, second], SWAY_CUT_HZ, sampleRateHz);
  const [a, b] = filtered.map(centred);
  const still = new Float64Array(n);
  if (!(rmsOf(a, b) > ROUNDING_MPS2)) return null;

  const spectra = [first, second].map((signal) => densityOf(signal, sampleRateHz));
  const { binHz } = spectra[0];
  const [densityA, densityB] = spectra.map(({ density }) => density);
  const both = densityA.map((density, k) => density + densityB[k]);
  const lean = (x: number): number => DEG_PER_RAD * Math.asin(Math.max(-1, Math.min(1, x / gravityMps2)));
  const [leanA, leanB] = [a.map(lean), b.map(lean)];

  const measures = (x: Float64Array, y: Float64Array, density: Float64Array, leanX: Float64Array, leanY: Float64Array): SwayMeasures => ({
    ...timeDomain(x, y, sampleRateHz),
    ...frequencyDomain(density, binHz),
    leanRms: rmsOf(leanX, leanY),
    leanRange: farthest(leanX, leanY),
  });
  return {
    durationS: (n - 1) / sampleRateHz,
    planar: {
      ...measures(a, b, both, leanA, leanB),
      area: sweptArea(a, b) / ((n - 1) / sampleRateHz),
      ellipseArea: ellipse(a, b),
      leanEllipseArea: ellipse(leanA, leanB),
    },
    first: measures(a, still, densityA, leanA, still),
    second: measures(b, still, densityB, leanB, still),
  };
}

/** 3. */
function timeDomain(a: Float64Array, b: Float64Array, fs: number) {
  const n = a.length;
  const durationS = (n - 1) / fs;
  let [squaredRate, path, distance] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    distance += Math.sqrt(a[i] * a[i] + b[i] * b[i]) / n;
    if (i === 0) continue;
    const step = (a[i] - a[i - 1]) ** 2 + (b[i] - b[i - 1]) ** 2;
    squaredRate += step * fs;
    path += Math.sqrt(step);
  }
  const [velocityA, velocityB] = [integral(a, fs), integral(b, fs)];
  let velocity = 0;
  for (let i = 0; i < n; i++) velocity += Math.sqrt(velocityA[i] ** 2 + velocityB[i] ** 2) / n;
  return {
    jerk: squaredRate / 2,
    distance,
    rms: rmsOf(a, b),
    path,
    range: farthest(a, b),
    meanVelocity: 1000 * velocity,
    // A direction in which nothing moves has no rhythm either.
    meanFrequency: distance > 0 ? path / (2 * Math.PI * distance * durationS) : 0,
  };
}

/** 4. */
function frequencyDomain(density: Float64Array, binHz: number) {
  const last = Math.min(density.length - 1, Math.floor(POWER_BAND_HZ[1] / binHz));
  const moment = [0, 0, 0];
  for (let k = Math.ceil(POWER_BAND_HZ[0] / binHz); k <= last; k++) {
    const f = k * binHz;
    moment[0] += density[k];
    moment[1] += density[k] * f;
    moment[2] += density[k] * f * f;
  }
  const edge = (share: number): number => spectralEdge(density, binHz, POWER_BAND_HZ, share) ?? 0;
  const moves = moment[0] > 0;
  return {
    totalPower: moment[0] * binHz,
    f50: edge(0.5),
    f95: edge(0.95),
    centroidalFrequency: moves ? Math.sqrt(moment[2] / moment[0]) : 0,
    frequencyDispersion: moves ? Math.sqrt(Math.max(0, 1 - moment[1] ** 2 / (moment[0] * moment[2]))) : 0,
  };
}

function centred(x: Float64Array): Float64Array {
  const off = mean(x);
  return x.map((value) => value - off);
}

function rmsOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * a[i] + b[i] * b[i];
  return Math.sqrt(sum / a.length);
}

/** Trapezoidal integral without a mean. */
function integral(x: Float64Array, fs: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 1; i < x.length; i++) out[i] = out[i - 1] + (x[i - 1] + x[i]) / (2 * fs);
  return centred(out);
}

/** Sum of the triangles between the centre and two points that follow each other. */
function sweptArea(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < a.length; i++) sum += Math.abs(a[i] * b[i - 1] - a[i - 1] * b[i]);
  return sum / 2;
}

function ellipse(a: Float64Array, b: Float64Array): number {
  const [offA, offB] = [mean(a), mean(b)];
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    aa += (a[i] - offA) ** 2;
    bb += (b[i] - offB) ** 2;
    ab += (a[i] - offA) * (b[i] - offB);
  }
  return (Math.PI * CHI_SQUARE_95 * Math.sqrt(Math.max(0, aa * bb - ab * ab))) / a.length;
}
