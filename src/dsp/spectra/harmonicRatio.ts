import { amplitudeSpectrum } from './spectrum.ts';

/** Number of harmonics of the stride that are compared: ten even and ten odd ones. */
const HARMONICS = 20;
/** One stride is stretched to this many points: 20 harmonics need at least 41. */
const POINTS = 128;

/**
 * Harmonic ratio of one stride: how much of the movement repeats with every step rather than with every stride.
 * In the forward and vertical directions the even harmonics of the stride are in step with the walk, sideways the odd ones.
 *
 * Source: Menz, Lord & Fitzpatrick 2003, Gait Posture 18:35 (ratio of the sums of the amplitudes of the first ten even and ten
 * odd harmonics of one stride's acceleration); Bellanca 2013, J Biomech 46:828 for strides cut at contacts.
 * Steps:
 * 1. The window is the stride itself, resampled to 128 points by straight lines, so that bin k is harmonic k.
 * 2. Amplitude spectrum, rectangular window: the stride is a period, a taper would mix harmonics.
 * 3. Sum of even over sum of odd amplitudes, or the inverse sideways.
 *
 * @param acc acceleration along one body axis, m/s²
 * @param start, end fractional samples of the stride
 * @returns unitless, above 0; null when the lower sum is nought
 */
export function harmonicRatio(acc: Float64Array, start: number, end: number, direction: 'alongOrUp' | 'sideways'): number | null {
  // 1. One period.
  for (let k = 0; k < POINTS; k++) {
    const position = Math.max(0, Math.min(acc.length - 1.001, start + ((end - start) * k) / POINTS));
    const i = Math.floor(position);
    period[k] = acc[i] + (position - i) * (acc[i + 1] - acc[i]);
  }
  // 2. Amplitudes.
  amplitudeSpectrum(period, 'rectangular', amplitudes);
  // 3. Ratio.
  let even = 0;
  let odd = 0;
  for (let k = 1; k <= HARMONICS; k++) {
    if (k % 2 === 0) even += amplitudes[k];
    else odd += amplitudes[k];
  }
  const [inStep, outOfStep] = direction === 'sideways' ? [odd, even] : [even, odd];
  return outOfStep > 0 ? inStep / outOfStep : null;
}

// Reused for every stride: nothing is allocated per window.
const period = new Float64Array(POINTS);
const amplitudes = new Float64Array(POINTS / 2 + 1);
