import { pairTransform } from '../kernels/realTransform.ts';
import { stretch } from './stretch.ts';

/** One stride is stretched to this many points: 20 harmonics need at least 41. */
const POINTS = 128;
/** Harmonics of the stride that are looked at. */
export const HARMONICS = 20;
/** Amplitudes of one stride lie this far from the next stride's: the mean, then the harmonics. */
export const AMPLITUDES = HARMONICS + 1;

/** A stride on one axis. */
export interface StrideSignal {
  /** m/s² */
  readonly acc: Float64Array;
  /** Fractional samples. */
  readonly start: number;
  readonly end: number;
}

/**
 * Amplitudes of strides' harmonics: entry k of a stride is the movement at k times the stride frequency.
 *
 * Source: Menz, Lord & Fitzpatrick 2003, Gait Posture 18:35 (harmonics of one stride); Bellanca 2013, J Biomech 46:828.
 * Steps:
 * 1. The window is the stride itself, resampled to 128 points by straight lines, so that bin k is harmonic k.
 * 2. Amplitude spectrum, rectangular window: the stride is a period, a taper would mix harmonics. Two strides are transformed at once.
 *
 * @param strides along one body axis
 * @returns m/s²; the amplitudes of stride s, 0 to 20, from s * AMPLITUDES on
 */
export function strideHarmonics(strides: readonly StrideSignal[]): Float64Array {
  const out = new Float64Array(AMPLITUDES * strides.length);
  const plan = pairTransform(POINTS);
  for (let s = 0; s < strides.length; s += 2) {
    const count = Math.min(2, strides.length - s);
    // 1.
    for (let c = 0; c < count; c++) stretch(strides[s + c].acc, strides[s + c].start, strides[s + c].end, plan.inputs[c]);
    // 2.
    plan.toPower();
    for (let c = 0; c < count; c++) {
      const at = AMPLITUDES * (s + c);
      out[at] = Math.sqrt(plan.power[c]) / POINTS;
      for (let k = 1; k <= HARMONICS; k++) out[at + k] = (2 * Math.sqrt(plan.power[2 * k + c])) / POINTS;
    }
  }
  return out;
}
