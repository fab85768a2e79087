import { Rooms } from '../rooms.ts';
import { mean } from '../summary.ts';
import { autocorrelations } from './autocorrelation.ts';

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
  return regularities([acc, acc], strideSamples)[0];
}

/** The same of two axes of one walk, whose transforms cost as much as that of one. @param pair equally long */
export function regularities(pair: readonly [Float64Array, Float64Array], strideSamples: number): [Regularity | null, Regularity | null] {
  const longest = Math.ceil(strideSamples * (1 + STRIDE_TOLERANCE)) + 1;
  const { length } = pair[0];
  if (length < 2 * strideSamples || length <= longest) return [null, null];
  // 1.
  const alike = autocorrelations([centred(pair[0], rooms.room(0, length))], [centred(pair[1], rooms.room(1, length))], longest);
  // 2.
  return [isConstant(pair[0]) ? null : readOff(alike[0], strideSamples), isConstant(pair[1]) ? null : readOff(alike[1], strideSamples)];
}

function readOff(alike: Float64Array, strideSamples: number): Regularity {
  const step = highestNear(alike, strideSamples / 2, STEP_TOLERANCE);
  const stride = highestNear(alike, strideSamples, STRIDE_TOLERANCE);
  return { step: Math.min(1, step), stride: Math.min(1, stride) };
}

const rooms = new Rooms();

function centred(signal: Float64Array, out: Float64Array): Float64Array {
  const average = mean(signal);
  for (let i = 0; i < signal.length; i++) out[i] = signal[i] - average;
  return out;
}

function isConstant(signal: Float64Array): boolean {
  for (let i = 1; i < signal.length; i++) if (signal[i] !== signal[0]) return false;
  return true;
}

/** Highest autocorrelation at lags around one, between lags by the vertex of a parabola. */
function highestNear(alike: Float64Array, lag: number, tolerance: number): number {
  const from = Math.max(1, Math.ceil(lag * (1 - tolerance)));
  const to = Math.floor(lag * (1 + tolerance));
  let best = -Infinity;
  for (let k = from; k <= to; k++) {
    const [before, here, after] = [alike[k - 1], alike[k], alike[k + 1]];
    const curvature = before - 2 * here + after;
    const isPeak = here > before && here >= after && curvature < 0;
    best = Math.max(best, isPeak ? here - (before - after) ** 2 / (8 * curvature) : here);
  }
  return best;
}
