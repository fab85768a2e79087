import type { Span } from '../../model/index.ts';
import { markedSpans, type SensorSeries } from '../series.ts';
import { median } from '../summary.ts';

/** Shorter than the flat phase of a quick step, longer than the quiet between two shocks. */
const WINDOW_S = 0.1;
/** How many deg/s one m/s² weighs: the ratio of both when a foot is about to move. */
const DEG_PER_S_PER_MPS2 = 30;
/** A foot stands where it moves less than this share of its usual swing, within bounds: slow walkers swing gently. */
const STILL_SHARE = 0.3;
const STILL_BOUNDS: readonly [least: number, most: number] = [8, 45];
/** A foot that moves less than this is not taking steps. */
const SMALLEST_SWING = 20;
/** Swings are no nearer to each other. */
const SWING_APART_S = 0.4;
const SHORTEST_STILL_S = 0.06;

/**
 * How much a foot moves at each moment; near zero only where it stands.
 *
 * Source: Skog, Händel, Nilsson & Rantakokko 2010, IEEE Trans Biomed Eng 57:2657, eq. 13 (stance hypothesis optimal detection):
 * mean over a window of the squared rotation rate and of the squared difference of the acceleration from gravity along the
 * window's own mean direction, each in units of its noise.
 * Differs from the source: the root is taken, in deg/s; gravity's size is the sensor's own.
 * @returns deg/s, one value a sample
 */
export function movement(series: SensorSeries, gravityMps2: number): Float64Array {
  const { acc, gyr, length: n, sampleRateHz } = series;
  const half = Math.max(1, Math.round((WINDOW_S * sampleRateHz) / 2));
  const rates = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    rates[i] = gyr ? gyr.x[i] ** 2 + gyr.y[i] ** 2 + gyr.z[i] ** 2 : 0;
    squares[i] = acc.x[i] ** 2 + acc.y[i] ** 2 + acc.z[i] ** 2;
  }
  const [rate, square] = [windowMean(rates, half), windowMean(squares, half)];
  const [x, y, z] = [windowMean(acc.x, half), windowMean(acc.y, half), windowMean(acc.z, half)];
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const mean = Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
    // mean |a - g ā/|ā||² = mean |a|² - 2 g |ā| + g²
    const off = Math.max(0, square[i] - 2 * gravityMps2 * mean + gravityMps2 * gravityMps2);
    out[i] = Math.sqrt(rate[i] + DEG_PER_S_PER_MPS2 ** 2 * off);
  }
  return out;
}

/** Mean over i - half ... i + half, fewer at the ends. */
function windowMean(input: Float64Array, half: number): Float64Array {
  const n = input.length;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i] + input[i];
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [from, to] = [Math.max(0, i - half), Math.min(n, i + half + 1)];
    out[i] = (sums[to] - sums[from]) / (to - from);
  }
  return out;
}

/** Spans in which a foot stands, in order. @param moved as from `movement`, deg/s */
export function stillSpans(moved: Float64Array, sampleRateHz: number): Span[] {
  const peaks = swingPeaks(moved, Math.round(SWING_APART_S * sampleRateHz));
  const limit = peaks.length === 0 ? STILL_BOUNDS[0] : Math.min(Math.max(STILL_SHARE * median(peaks), STILL_BOUNDS[0]), STILL_BOUNDS[1]);
  return markedSpans(Uint8Array.from(moved, (m) => (m < limit ? 1 : 0))).filter((s) => s.end - s.start >= SHORTEST_STILL_S * sampleRateHz);
}

function swingPeaks(moved: Float64Array, apart: number): number[] {
  const peaks: number[] = [];
  for (let i = 0; i < moved.length; i++) {
    if (moved[i] < SMALLEST_SWING) continue;
    let highest = true;
    for (let k = Math.max(0, i - apart); highest && k <= Math.min(moved.length - 1, i + apart); k++) highest = moved[k] <= moved[i];
    if (highest) peaks.push(moved[i]);
  }
  return peaks;
}
