import { HARMONICS, strideHarmonics } from './strideHarmonics.ts';

/**
 * Harmonic ratio of one stride: how much of the movement repeats with every step rather than with every stride.
 * In the forward and vertical directions the even harmonics of the stride are in step with the walk, sideways the odd ones.
 *
 * Source: Menz, Lord & Fitzpatrick 2003, Gait Posture 18:35 (ratio of the sums of the amplitudes of the first ten even and ten
 * odd harmonics of one stride's acceleration); Bellanca 2013, J Biomech 46:828 for strides cut at contacts.
 * Steps:
 * 1. The stride's first twenty harmonics.
 * 2. Sum of even over sum of odd amplitudes, or the inverse sideways.
 *
 * @param acc acceleration along one body axis, m/s²
 * @param start, end fractional samples of the stride
 * @returns unitless, above 0; null when the lower sum is nought
 */
export function harmonicRatio(acc: Float64Array, start: number, end: number, direction: 'alongOrUp' | 'sideways'): number | null {
  return evenOverOdd(strideHarmonics([{ acc, start, end }]), 0, direction);
}

/** Step 2, for a stride whose harmonics are known. @param amplitudes as from `strideHarmonics` @param at where the stride's begin */
export function evenOverOdd(amplitudes: Float64Array, at: number, direction: 'alongOrUp' | 'sideways'): number | null {
  let even = 0;
  let odd = 0;
  for (let k = 1; k <= HARMONICS; k += 2) {
    odd += amplitudes[at + k];
    even += amplitudes[at + k + 1];
  }
  const inStep = direction === 'sideways' ? odd : even;
  const outOfStep = direction === 'sideways' ? even : odd;
  return outOfStep > 0 ? inStep / outOfStep : null;
}
