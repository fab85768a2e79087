import { strideHarmonics } from './strideHarmonics.ts';

/** The fundamental and its multiples up to the sixth share the power. */
const HARMONICS = 6;

/**
 * Index of harmonicity of one stride: the share of its power that lies in the fundamental oscillation.
 * 1 is a pure sine; every ripple on top of it lowers the value.
 *
 * Source: Lamoth, Beek & Meijer 2002, Gait Posture 16:101 (power of the fundamental over the sum of the power of the first six harmonics).
 * Steps:
 * 1. Harmonics of the stride.
 * 2. The fundamental is the step frequency (second harmonic of the stride) along and up, the stride frequency sideways.
 * 3. Its power over the power at one to six times its frequency.
 * Differs from the source: harmonics of single strides cut at contacts instead of peaks in the spectrum of a whole trial of
 * pelvis rotation, so that a changing rhythm does not smear the peaks.
 *
 * @param acc acceleration along one body axis, m/s²
 * @param start, end fractional samples of the stride
 * @returns 0 to 1; null when there is no power at all
 */
export function indexOfHarmonicity(acc: Float64Array, start: number, end: number, direction: 'alongOrUp' | 'sideways'): number | null {
  // 1. Harmonics.
  const amplitudes = strideHarmonics(acc, start, end);
  // 2. Fundamental.
  const fundamental = direction === 'sideways' ? 1 : 2;
  // 3. Share.
  let total = 0;
  for (let k = 1; k <= HARMONICS; k++) total += amplitudes[k * fundamental] ** 2;
  // Against a constant such as gravity, rounding is not a movement.
  return total > Number.EPSILON * amplitudes[0] ** 2 ? amplitudes[fundamental] ** 2 / total : null;
}
