import { butterworth, type Biquad } from './butterworth.ts';

/**
 * Runs a cascade forwards and backwards over a signal, so that nothing is shifted in time.
 *
 * Source: Gustafsson 1996, IEEE Trans Signal Process 44:988 for the problem; the odd extension and the
 * steady-state start are those of scipy.signal.sosfiltfilt (padtype='odd', default padlen), against which it is tested.
 *
 * @param input signal, any length; signals shorter than the extension are extended by what there is
 * @param sections the cascade
 * @returns a new array of the same length
 */
export function zeroPhase(input: Float64Array, sections: readonly Biquad[]): Float64Array {
  const n = input.length;
  if (n === 0) return new Float64Array(0);
  const pad = Math.min(3 * (2 * sections.length + 1), n - 1);
  const extended = new Float64Array(n + 2 * pad);
  extended.set(input, pad);
  // Odd extension: point reflection about the first and the last sample keeps value and slope.
  for (let i = 0; i < pad; i++) {
    extended[pad - 1 - i] = 2 * input[0] - input[i + 1];
    extended[pad + n + i] = 2 * input[n - 1] - input[n - 2 - i];
  }
  runCascade(extended, sections);
  extended.reverse();
  runCascade(extended, sections);
  extended.reverse();
  return extended.slice(pad, pad + n);
}

/** In place, direct form II transposed, started as if the first sample had lasted for ever. */
function runCascade(x: Float64Array, sections: readonly Biquad[]): void {
  for (const { b0, b1, b2, a1, a2 } of sections) {
    const gain = (b0 + b1 + b2) / (1 + a1 + a2);
    let s1 = x[0] * (gain - b0);
    let s2 = x[0] * (b2 - a2 * gain);
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      const y = b0 * v + s1;
      s1 = b1 * v - a1 * y + s2;
      s2 = b2 * v - a2 * y;
      x[i] = y;
    }
  }
}

/** Cut-offs near half the sampling rate do nothing useful: slow sensors get the widest band they can carry. */
const HIGHEST_SHARE_OF_NYQUIST = 0.9;

/** Zero-phase Butterworth low-pass of the given order (each way). @param cutoffHz Hz @returns new array */
export function lowpass(input: Float64Array, cutoffHz: number, sampleRateHz: number, order = 2): Float64Array {
  const cutoff = Math.min(cutoffHz, (HIGHEST_SHARE_OF_NYQUIST * sampleRateHz) / 2);
  return zeroPhase(input, butterworth('lowpass', order, cutoff, sampleRateHz));
}

/** Zero-phase high-pass then low-pass Butterworth, each of the given order (each way). @returns new array */
export function bandpass(input: Float64Array, lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array {
  return lowpass(zeroPhase(input, butterworth('highpass', order, lowHz, sampleRateHz)), highHz, sampleRateHz, order);
}
