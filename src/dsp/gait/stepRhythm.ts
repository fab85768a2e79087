import { autocorrelations } from '../spectra/autocorrelation.ts';

/** Three steps look like one: a longer lag must be better by more than chance. */
const CLEARLY_BETTER = 0.05;

/** The rhythm of a stretch of walking. */
export interface StepRhythm {
  /** Time from one foot's contact to the other's, in samples. */
  readonly stepSamples: number;
  /** How alike all channels are one stride later, -1 to 1 (stride regularity over the channels). */
  readonly regularity: number;
}

const STEP_S: readonly [shortest: number, longest: number] = [0.3, 1.5];
/** A movement that repeats this well, beside the step, at a lag shorter than any step is a tremble or a jiggling knee. */
const TREMBLING = 0.8;
const LEAST_TREMBLING = 0.4;
/** Knees jiggle at 2 Hz and more: a step of two or three such periods is none. */
const JIGGLE_S = 0.45;
/** A stride is two steps only on average: look for its peak this near. */
const STRIDE_TOLERANCE = 0.08;

/**
 * Step time of a walk from autocorrelations, safe against taking a stride for a step.
 *
 * Source: Moe-Nilssen & Helbostad 2004, J Biomech 37:121 (unbiased autocorrelation: the first dominant period of the
 * vertical is the step, the second the stride).
 * Steps:
 * 1. Peaks of the vertical autocorrelation at a step's lag are the candidates.
 * 2. Each is scored by ac_v(L) + max a(2L) - a(L), `a` being the autocorrelation of all channels together.
 * 3. A vertical that repeats nearly as well at a lag shorter than any step trembles: no rhythm of steps.
 * Differs from the source: lateral acceleration, roll and yaw change sign every step, so `a` is low at the step and high
 * at the stride. Without this term a one-sided gait is read at half its cadence.
 *
 * @param vertical vertical acceleration, mean-free, 0.5 to 5 Hz
 * @param channels all channels, mean-free, 0.5 to 5 Hz, in units that make them comparable
 * @returns null when the vertical has no peak at a step's lag, or trembles
 */
export function stepRhythm(vertical: Float64Array, channels: readonly Float64Array[], sampleRateHz: number): StepRhythm | null {
  const longest = Math.ceil(2 * STEP_S[1] * (1 + STRIDE_TOLERANCE) * sampleRateHz) + 1;
  const maxLag = Math.min(longest, vertical.length - 1);
  const [acV, acAll] = autocorrelations([vertical], channels, maxLag);

  let best: { lag: number; score: number; regularity: number } | null = null;
  const last = Math.min(Math.floor(STEP_S[1] * sampleRateHz), maxLag - 1);
  for (let lag = Math.ceil(STEP_S[0] * sampleRateHz); lag <= last; lag++) {
    if (!(acV[lag] > acV[lag - 1] && acV[lag] >= acV[lag + 1])) continue;
    const regularity = highest(acAll, 2 * lag * (1 - STRIDE_TOLERANCE), 2 * lag * (1 + STRIDE_TOLERANCE));
    if (regularity === null) continue;
    const score = acV[lag] + regularity - acAll[lag];
    if (!best || score > best.score + CLEARLY_BETTER) best = { lag, score, regularity };
  }
  if (best && quickest(acV, Math.min(Math.ceil(JIGGLE_S * sampleRateHz), Math.floor(0.6 * best.lag))) > Math.max(LEAST_TREMBLING, TREMBLING * acV[best.lag])) return null;
  return best && { stepSamples: parabolicPeak(acV, best.lag), regularity: best.regularity };
}

/** Highest peak of repetition at a lag shorter than any step. */
function quickest(ac: Float64Array, before: number): number {
  let best = 0;
  for (let lag = 1; lag < before; lag++) if (ac[lag] > ac[lag - 1] && ac[lag] >= ac[lag + 1]) best = Math.max(best, ac[lag]);
  return best;
}

function highest(values: Float64Array, from: number, to: number): number | null {
  let best: number | null = null;
  for (let i = Math.ceil(from); i <= Math.min(Math.floor(to), values.length - 1); i++) {
    if (best === null || values[i] > best) best = values[i];
  }
  return best;
}

/** Position of a local maximum between samples: vertex of the parabola through it and its neighbours. */
export function parabolicPeak(values: Float64Array, index: number): number {
  if (index < 1 || index > values.length - 2) return index;
  const [a, b, c] = [values[index - 1], values[index], values[index + 1]];
  const curvature = a - 2 * b + c;
  return curvature < 0 ? index + Math.max(-0.5, Math.min(0.5, (0.5 * (a - c)) / curvature)) : index;
}
