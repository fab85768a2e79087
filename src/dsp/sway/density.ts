import { realTransform } from '../spectra/spectrum.ts';
import { mean } from '../summary.ts';

/** Bins are this many times finer than the stretch's own: half a bin is then less than half a per cent of the slowest sway. */
const PADDING = 16;

export interface Density {
  /** One-sided power spectral density of bin k at k * binHz: the signal's unit squared per Hz. */
  readonly density: Float64Array;
  readonly binHz: number;
}

/**
 * Power spectral density of a whole stretch.
 *
 * Source: Welch 1967, IEEE Trans Audio Electroacoust 15:70 (modified periodogram), with one periodic Hann window over the whole stretch: the slowest sway
 * that counts lasts a quarter of a test, so that there is nothing to average over. As scipy.signal.periodogram(window='hann', detrend='constant').
 * @param signal any length of at least 2; its mean is taken off
 */
export function densityOf(signal: Float64Array, sampleRateHz: number): Density {
  const n = signal.length;
  const size = PADDING * 2 ** Math.ceil(Math.log2(Math.max(2, n)));
  const input = new Float64Array(size);
  const output = new Float64Array(2 * size);
  const off = mean(signal);
  let windowPower = 0;
  for (let i = 0; i < n; i++) {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n);
    windowPower += w * w;
    input[i] = w * (signal[i] - off);
  }
  realTransform(input, output);
  const density = new Float64Array(size / 2 + 1);
  const scale = 1 / (sampleRateHz * windowPower);
  for (let k = 0; k < density.length; k++) {
    const sides = k === 0 || k === size / 2 ? 1 : 2;
    density[k] = sides * scale * (output[2 * k] ** 2 + output[2 * k + 1] ** 2);
  }
  return { density, binHz: sampleRateHz / size };
}
