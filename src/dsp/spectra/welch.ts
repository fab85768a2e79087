import { realTransform } from './spectrum.ts';

/** Bins are this many times finer than the window's own, so that peaks and half heights lie between near neighbours. */
const PADDING = 4;

export interface PowerDensity {
  /** Share of the signal's variance per Hz, 1/Hz; bin k lies at k * binHz. */
  readonly density: Float64Array;
  readonly binHz: number;
  /** Windows it is the mean of. */
  readonly windows: number;
}

/**
 * Power spectral density of a signal as a share of its variance, averaged over overlapping windows.
 *
 * Source: Welch 1967, IEEE Trans Audio Electroacoust 15:70 (modified periodograms, Hann windows, half overlap).
 * Needs: at least one piece as long as a window.
 * Steps:
 * 1. Every window loses its mean, is divided by its standard deviation and tapered (periodic Hann).
 * 2. Zeros to four times the next power of two: a finer look at the same spectrum.
 * 3. One-sided density 2 |X|² / (fs * sum of w²), mean over windows.
 *
 * @param pieces parts of one signal; no window crosses from one to the next
 * @param windowS window length, seconds; the hop is half of it
 * @returns null when no piece holds a window that varies
 */
export function powerDensity(pieces: readonly Float64Array[], windowS: number, sampleRateHz: number): PowerDensity | null {
  const length = Math.round(windowS * sampleRateHz);
  const hop = Math.max(1, Math.floor(length / 2));
  const size = PADDING * 2 ** Math.ceil(Math.log2(length));
  const padded = new Float64Array(size);
  const bins = new Float64Array(2 * size);
  const density = new Float64Array(size / 2 + 1);
  let windows = 0;
  for (const piece of pieces) {
    for (let start = 0; start + length <= piece.length; start += hop) {
      // 1. Standardised and tapered.
      const taperPower = standardised(piece, start, length, padded);
      if (taperPower === null) continue;
      // 2. and 3.
      realTransform(padded, bins);
      for (let k = 0; k < density.length; k++) {
        const sides = k === 0 || k === size / 2 ? 1 : 2;
        density[k] += (sides * (bins[2 * k] ** 2 + bins[2 * k + 1] ** 2)) / (sampleRateHz * taperPower);
      }
      windows++;
    }
  }
  if (windows === 0) return null;
  for (let k = 0; k < density.length; k++) density[k] /= windows;
  return { density, binHz: sampleRateHz / size, windows };
}

/** Writes a tapered window with mean 0 and variance 1 (before the taper) to the front of `out`. @returns sum of the squared taper; null for a constant window */
function standardised(signal: Float64Array, start: number, length: number, out: Float64Array): number | null {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += signal[start + i];
  const mean = sum / length;
  let squares = 0;
  let varies = false;
  for (let i = 0; i < length; i++) {
    squares += (signal[start + i] - mean) ** 2;
    varies ||= signal[start + i] !== signal[start];
  }
  if (!varies) return null;
  const sd = Math.sqrt(squares / length);
  let taperPower = 0;
  for (let i = 0; i < length; i++) {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
    out[i] = (w * (signal[start + i] - mean)) / sd;
    taperPower += w * w;
  }
  return taperPower;
}
