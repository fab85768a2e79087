import { strideHarmonics } from './strideHarmonics.ts';

/** The fundamental and its multiples up to the sixth share the power. */
const MULTIPLES = 6;

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
  return shareOfFundamental(strideHarmonics([{ acc, start, end }]), 0, direction);
}

/** Steps 2 and 3, for a stride whose harmonics are known. @param amplitudes as from `strideHarmonics` @param at where the stride's begin */
export function shareOfFundamental(amplitudes: Float64Array, at: number, direction: 'alongOrUp' | 'sideways'): number | null {
  // 2. Fundamental.
  const fundamental = direction === 'sideways' ? 1 : 2;
  // 3. Share.
  let total = 0;
  for (let k = 1; k <= MULTIPLES; k++) total += amplitudes[at + k * fundamental] * amplitudes[at + k * fundamental];
  // Against a constant such as gravity, rounding is not a movement.
  if (!(total > Number.EPSILON * amplitudes[at] * amplitudes[at])) return null;
  return (amplitudes[at + fundamental] * amplitudes[at + fundamental]) / total;
}
