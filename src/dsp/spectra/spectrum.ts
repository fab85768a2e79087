import FFT from 'fft.js';

/** A longer plan is not kept: it is rare, and its tables are as large as a recording. */
const LONGEST_KEPT = 1 << 17;

/** Plans are cached by size: making one costs more than using it. */
const plans = new Map<number, { fft: FFT; input: Float64Array; output: Float64Array }>();

function plan(size: number): { fft: FFT; input: Float64Array; output: Float64Array } {
  let p = plans.get(size);
  if (!p) {
    // fft.js takes any array-like; typed arrays only, so that its inner loops see one kind of array.
    p = { fft: new FFT(size), input: new Float64Array(size), output: new Float64Array(2 * size) };
    if (size <= LONGEST_KEPT) plans.set(size, p);
  }
  return p;
}

/**
 * Fourier transform of a real signal.
 * @param input power-of-two length
 * @param out receives re, im of bins 0 to size / 2; its length is twice the input's
 * @throws RangeError when the length is no power of two of at least 4
 */
export function realTransform(input: Float64Array, out: Float64Array): void {
  const size = input.length;
  if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError(`a transform needs a power of two of at least 4 samples, not ${size}`);
  plan(size).fft.realTransform(out, input);
}

/** Taper of an analysis window. */
export type Taper = 'rectangular' | 'hann';

/**
 * One-sided amplitude spectrum of one window: |X(k)| scaled so that a sine of amplitude A on a bin reads A.
 *
 * Source: Heinzel 2002, Spectrum and spectral density estimation by the DFT, 2 and 9 (amplitude scaling by the window's sum).
 * @param window power-of-two length, mean taken off by the caller where it matters
 * @param out receives size / 2 + 1 amplitudes in the signal's unit
 * @throws RangeError when the length is no power of two
 */
export function amplitudeSpectrum(window: Float64Array, taper: Taper, out: Float64Array): void {
  const size = window.length;
  if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError(`amplitudeSpectrum needs a power of two of at least 4 samples, not ${size}`);
  const { fft, input, output } = plan(size);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const w = taper === 'hann' ? 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size) : 1;
    input[i] = window[i] * w;
    sum += w;
  }
  fft.realTransform(output, input);
  for (let k = 0; k <= size / 2; k++) {
    const double = k === 0 || k === size / 2 ? 1 : 2;
    out[k] = (double * Math.sqrt(output[2 * k] ** 2 + output[2 * k + 1] ** 2)) / sum;
  }
}
