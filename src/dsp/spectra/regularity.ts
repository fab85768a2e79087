import { mean } from '../summary.ts';

/** A peak is looked for this near to the lag the contacts give: asymmetric steps differ from half a stride, strides vary less. */
const STEP_TOLERANCE = 0.25;
const STRIDE_TOLERANCE = 0.1;

export interface Regularity {
  /** Likeness of neighbouring steps, -1 to 1. */
  readonly step: number;
  /** Likeness of neighbouring strides, -1 to 1. */
  readonly stride: number;
}

/**
 * How alike neighbouring steps and neighbouring strides are, from the autocorrelation of one axis.
 *
 * Source: Moe-Nilssen & Helbostad 2004, J Biomech 37:121 (unbiased autocorrelation of trunk acceleration; its value at the first
 * dominant period is step regularity, at the second stride regularity).
 * Needs: vertical or forward acceleration; at least two strides.
 * Steps:
 * 1. Mean off; unbiased autocorrelation (sum over the overlap divided by its length), divided by its value at lag 0.
 * 2. Highest value within a quarter of half a stride (step) and within a tenth of a stride (stride); a parabola between lags.
 * Differs from the source: the lags are looked for around the stride time from the contacts, so that no other peak is taken.
 *
 * @param acc steady walking along one body axis, any unit
 * @param strideSamples mean stride time in samples
 * @returns null when the signal is shorter than two strides or constant
 */
export function regularity(acc: Float64Array, strideSamples: number): Regularity | null {
  const longest = Math.ceil(strideSamples * (1 + STRIDE_TOLERANCE)) + 1;
  if (acc.length < 2 * strideSamples || acc.length <= longest) return null;
  if (acc.every((v) => v === acc[0])) return null;
  // 1.
  const average = mean(acc);
  const centred = new Float64Array(acc.length);
  for (let i = 0; i < acc.length; i++) centred[i] = acc[i] - average;
  const [power] = autocorrelationFrom(centred, 0, 1);
  // 2.
  const step = highestNear(centred, strideSamples / 2, STEP_TOLERANCE) / power;
  const stride = highestNear(centred, strideSamples, STRIDE_TOLERANCE) / power;
  return { step: Math.min(1, step), stride: Math.min(1, stride) };
}

/** Unbiased autocorrelation at `count` lags from `first` on. Four at a time: each sum waits for its own last addition. */
function autocorrelationFrom(x: Float64Array, first: number, count: number): Float64Array {
  const out = new Float64Array(count);
  let k = 0;
  for (; k + 3 < count; k += 4) {
    const lag = first + k;
    const shared = x.length - lag - 3;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let i = 0, j = lag; i < shared; i++, j++) {
      const value = x[i];
      s0 += value * x[j];
      s1 += value * x[j + 1];
      s2 += value * x[j + 2];
      s3 += value * x[j + 3];
    }
    out[k] = restOf(x, s0, lag, shared);
    out[k + 1] = restOf(x, s1, lag + 1, shared);
    out[k + 2] = restOf(x, s2, lag + 2, shared);
    out[k + 3] = restOf(x, s3, lag + 3, shared);
  }
  for (; k < count; k++) out[k] = restOf(x, 0, first + k, 0);
  return out;
}

/** The mean product at one lag, of whose sum the first `done` products are there. */
function restOf(x: Float64Array, begun: number, lag: number, done: number): number {
  const n = x.length - lag;
  let sum = begun;
  for (let i = done; i < n; i++) sum += x[i] * x[i + lag];
  return sum / n;
}

/** Highest autocorrelation at lags around one, between lags by the vertex of a parabola. */
function highestNear(x: Float64Array, lag: number, tolerance: number): number {
  const from = Math.max(1, Math.ceil(lag * (1 - tolerance)));
  const to = Math.floor(lag * (1 + tolerance));
  const values = autocorrelationFrom(x, from - 1, to - from + 3);
  let best = -Infinity;
  for (let k = 1; k + 1 < values.length; k++) {
    const [before, here, after] = [values[k - 1], values[k], values[k + 1]];
    const curvature = before - 2 * here + after;
    const isPeak = here > before && here >= after && curvature < 0;
    best = Math.max(best, isPeak ? here - (before - after) ** 2 / (8 * curvature) : here);
  }
  return best;
}
