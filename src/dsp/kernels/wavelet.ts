import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';
import { waveletWasm } from './wavelet.wasm.ts';

/** Outputs of one call of the inner loops: a block and its margins stay in the processor's cache. */
const BLOCK = 4096;
/** Samples the WebAssembly loop may read and write beyond a block. */
const BEYOND = 8;

type Parity = 'even' | 'odd';

/**
 * Convolution with a kernel that is even (w[-k] = w[k]) or odd (w[-k] = -w[k]): half the products of a plain one.
 * out[i] = w[0] x[i] + sum of w[k] (x[i + k] ± x[i - k]), added in the order of k. Beyond its ends the signal is mirrored.
 * @param weights w[0] to w[half]
 * @param out receives the result: as long as the signal, and another array
 * @returns `out`
 */
export function convolveFolded(signal: Float64Array, weights: Float64Array, parity: Parity, out: Float64Array = new Float64Array(signal.length)): Float64Array {
  const half = weights.length - 1;
  const { padded, sums, fold } = kernelKind() === 'wasm' ? wasmSpace(weights, parity) : scalarSpace(weights, parity);
  for (let from = 0; from < signal.length; from += BLOCK) {
    const count = Math.min(BLOCK, signal.length - from);
    copyMirrored(signal, from - half, count + 2 * half, padded);
    fold(count);
    out.set(count === BLOCK ? sums : sums.subarray(0, count), from);
  }
  return out;
}

/** Room for a block with its margins, for its sums, and what computes these. */
interface Space {
  /** `half` samples before the block, the block, `half` samples after it. */
  readonly padded: Float64Array;
  readonly sums: Float64Array;
  readonly fold: (count: number) => void;
}

/** Samples `start` to `start + length` of the signal, mirrored beyond its ends. */
export function copyMirrored(signal: Float64Array, start: number, length: number, to: Float64Array): void {
  const n = signal.length;
  const [first, last] = [Math.max(0, start), Math.min(n, start + length)];
  to.set(first === 0 && last === n ? signal : signal.subarray(first, last), first - start);
  for (let i = start; i < first; i++) to[i - start] = signal[mirror(i, n)];
  for (let i = last; i < start + length; i++) to[i - start] = signal[mirror(i, n)];
}

function mirror(index: number, n: number): number {
  const period = 2 * n;
  const i = ((index % period) + period) % period;
  return i < n ? i : period - 1 - i;
}

/** assembly/wavelet.ts; pointers are bytes. */
interface WaveletFunctions {
  readonly foldEven: (x: number, weights: number, half: number, count: number, out: number) => void;
  readonly foldOdd: WaveletFunctions['foldEven'];
}

let module: WebAssembly.Module | null = null;
/** Made for the longest kernel seen. */
let wasm: ReturnType<typeof startWasm> | null = null;

function startWasm(half: number) {
  const { run, memory } = startKernel<WaveletFunctions>((module ??= compileKernel(waveletWasm)));
  const length = BLOCK + 2 * half + BEYOND;
  const at = { padded: memory.reserve(8 * length), weights: memory.reserve(8 * (half + 1)), sums: memory.reserve(8 * BLOCK) };
  return { run, at, half, padded: memory.f64(at.padded, length), weights: memory.f64(at.weights, half + 1), sums: memory.f64(at.sums, BLOCK) };
}

function wasmSpace(weights: Float64Array, parity: Parity): Space {
  const half = weights.length - 1;
  if (wasm === null || wasm.half < half) wasm = startWasm(half);
  const { run, at, padded, sums } = wasm;
  wasm.weights.set(weights);
  const loop = parity === 'odd' ? run.foldOdd : run.foldEven;
  return { padded, sums, fold: (count) => loop(at.padded + 8 * half, at.weights, half, count, at.sums) };
}

const scalarSums = new Float64Array(BLOCK);
let scalarPadded = new Float64Array(0);

function scalarSpace(weights: Float64Array, parity: Parity): Space {
  const length = BLOCK + 2 * (weights.length - 1);
  if (scalarPadded.length < length) scalarPadded = new Float64Array(length);
  const padded = scalarPadded;
  const loop = parity === 'odd' ? foldOdd : foldEven;
  return { padded, sums: scalarSums, fold: (count) => loop(padded, weights, count, scalarSums) };
}

/** Four sums at a time keep the processor busy while each waits for its own. */
function foldEven(padded: Float64Array, w: Float64Array, count: number, out: Float64Array): void {
  const half = w.length - 1;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    const c = i + half;
    let s0 = w[0] * padded[c];
    let s1 = w[0] * padded[c + 1];
    let s2 = w[0] * padded[c + 2];
    let s3 = w[0] * padded[c + 3];
    for (let k = 1; k <= half; k++) {
      const weight = w[k];
      s0 += weight * (padded[c + k] + padded[c - k]);
      s1 += weight * (padded[c + 1 + k] + padded[c + 1 - k]);
      s2 += weight * (padded[c + 2 + k] + padded[c + 2 - k]);
      s3 += weight * (padded[c + 3 + k] + padded[c + 3 - k]);
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
    out[i + 3] = s3;
  }
  for (; i < count; i++) {
    let sum = w[0] * padded[i + half];
    for (let k = 1; k <= half; k++) sum += w[k] * (padded[i + half + k] + padded[i + half - k]);
    out[i] = sum;
  }
}

/** The same with x[i + k] - x[i - k]. */
function foldOdd(padded: Float64Array, w: Float64Array, count: number, out: Float64Array): void {
  const half = w.length - 1;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    const c = i + half;
    let s0 = w[0] * padded[c];
    let s1 = w[0] * padded[c + 1];
    let s2 = w[0] * padded[c + 2];
    let s3 = w[0] * padded[c + 3];
    for (let k = 1; k <= half; k++) {
      const weight = w[k];
      s0 += weight * (padded[c + k] - padded[c - k]);
      s1 += weight * (padded[c + 1 + k] - padded[c + 1 - k]);
      s2 += weight * (padded[c + 2 + k] - padded[c + 2 - k]);
      s3 += weight * (padded[c + 3 + k] - padded[c + 3 - k]);
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
    out[i + 3] = s3;
  }
  for (; i < count; i++) {
    let sum = w[0] * padded[i + half];
    for (let k = 1; k <= half; k++) sum += w[k] * (padded[i + half + k] - padded[i + half - k]);
    out[i] = sum;
  }
}
