import { pairTransform } from '../kernels/realTransform.ts';

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
  const plan = pairTransform(size);
  for (const input of plan.inputs) input.fill(0, length);
  const taper = hann(length);
  const sum = new Float64Array(size / 2 + 1);
  let windows = 0;
  /** The first of two windows: the plan takes both at once. */
  let waiting: Window | null = null;
  for (const signal of pieces) {
    for (let start = 0; start + length <= signal.length; start += hop) {
      if (isConstant(signal, start, length)) continue;
      windows++;
      if (waiting === null) {
        waiting = { signal, start };
        continue;
      }
      // 1. Standardised and tapered; 2. the zeros are there.
      standardise(waiting, { signal, start }, taper.values, plan.inputs);
      plan.toPower();
      for (let k = 0; k < sum.length; k++) sum[k] = sum[k] + plan.power[2 * k] + plan.power[2 * k + 1];
      waiting = null;
    }
  }
  if (waiting !== null) {
    standardise(waiting, waiting, taper.values, plan.inputs);
    plan.toPower();
    for (let k = 0; k < sum.length; k++) sum[k] += plan.power[2 * k];
  }
  if (windows === 0) return null;
  // 3.
  for (let k = 0; k < sum.length; k++) sum[k] = ((k === 0 || k === size / 2 ? 1 : 2) * sum[k]) / (sampleRateHz * taper.power * windows);
  return { density: sum, binHz: sampleRateHz / size, windows };
}

interface Window {
  readonly signal: Float64Array;
  readonly start: number;
}

function isConstant(signal: Float64Array, start: number, length: number): boolean {
  for (let i = start + 1; i < start + length; i++) if (signal[i] !== signal[start]) return false;
  return true;
}

/**
 * Writes two tapered windows with mean 0 and variance 1 (before the taper) to the fronts of two arrays. Two, because a sum waits for
 * itself at every step: that of the other window is had for next to nothing.
 */
function standardise({ signal: a, start: fromA }: Window, { signal: b, start: fromB }: Window, taper: Float64Array, [outA, outB]: readonly Float64Array[]): void {
  const length = taper.length;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < length; i++) {
    sumA += a[fromA + i];
    sumB += b[fromB + i];
  }
  const meanA = sumA / length;
  const meanB = sumB / length;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < length; i++) {
    const deviationA = a[fromA + i] - meanA;
    const deviationB = b[fromB + i] - meanB;
    squaresA += deviationA * deviationA;
    squaresB += deviationB * deviationB;
  }
  const sdA = Math.sqrt(squaresA / length);
  const sdB = Math.sqrt(squaresB / length);
  for (let i = 0; i < length; i++) {
    outA[i] = (taper[i] * (a[fromA + i] - meanA)) / sdA;
    outB[i] = (taper[i] * (b[fromB + i] - meanB)) / sdB;
  }
}

/** A taper and the sum of its squares. */
interface Taper {
  readonly values: Float64Array;
  readonly power: number;
}

/** The last one: a recording has one sampling rate, and windows of one length. */
let kept: Taper = { values: new Float64Array(0), power: 0 };

/** Periodic Hann window. */
function hann(length: number): Taper {
  if (kept.values.length === length) return kept;
  const values = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
  kept = { values, power: values.reduce((sum, w) => sum + w * w, 0) };
  return kept;
}
