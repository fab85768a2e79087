import { amplitudeSpectrum } from './spectrum.ts';
import { stretch } from './stretch.ts';

/** One stride is stretched to this many points: 20 harmonics need at least 41. */
const POINTS = 128;

/**
 * Amplitudes of one stride's harmonics: entry k is the movement at k times the stride frequency.
 *
 * Source: Menz, Lord & Fitzpatrick 2003, Gait Posture 18:35 (harmonics of one stride); Bellanca 2013, J Biomech 46:828.
 * Steps:
 * 1. The window is the stride itself, resampled to 128 points by straight lines, so that bin k is harmonic k.
 * 2. Amplitude spectrum, rectangular window: the stride is a period, a taper would mix harmonics.
 *
 * @param acc along one body axis, m/s²
 * @param start, end fractional samples of the stride
 * @returns 65 amplitudes, m/s²; the array is used again by the next call
 */
export function strideHarmonics(acc: Float64Array, start: number, end: number): Float64Array {
  stretch(acc, start, end, period);
  amplitudeSpectrum(period, 'rectangular', amplitudes);
  return amplitudes;
}

// Reused for every stride: nothing is allocated per window.
const period = new Float64Array(POINTS);
const amplitudes = new Float64Array(POINTS / 2 + 1);
