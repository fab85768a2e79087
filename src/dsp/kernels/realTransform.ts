import { fftWasm } from './fft.wasm.ts';
import { fftTables, type FftTables } from './fftTables.ts';
import { kernelKind, type KernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';
import { ScalarTransform } from './scalarTransform.ts';

/** Plans are kept for good, but for those of a size no window has: they are rare, and take 60 bytes a sample. */
const LONGEST_KEPT = 1 << 16;
/** Its buffers come to a gigabyte. */
export const LONGEST_TRANSFORM = 1 << 24;

/**
 * Fourier transforms of several real signals of one size at once: a plan with its buffers.
 *
 * Write the signals into `inputs`, call one of the two functions, read its result. Everybody who asks for the same size gets the same
 * buffers: read a result before the next call, and expect nothing in `inputs` that you did not write.
 */
export interface RealTransform<Samples extends Float64Array | Float32Array> {
  /** Samples of a signal. */
  readonly size: number;
  /** One a channel, `size` long. */
  readonly inputs: readonly Samples[];
  /** Bins 0 to size / 2. Bin k has the real parts of all channels, then the imaginary ones: channel c of C at 2Ck + c and 2Ck + C + c. */
  readonly spectrum: Samples;
  /** |X|² of bins 0 to size / 2: channel c of C at Ck + c. */
  readonly power: Samples;
  /** Fills `spectrum`. */
  toSpectrum(): void;
  /** Fills `power`, and leaves `spectrum` undefined. */
  toPower(): void;
}

/** Two channels, f64. */
export interface PairTransform extends RealTransform<Float64Array> {
  /**
   * Fills the first `bins` of `power` as if `inputs` were nought from the place `samples` on, and leaves the rest of it and `spectrum` undefined;
   * `inputs` are overwritten there. A few bins of signals that are padded with many noughts cost half as much.
   */
  toLowPower(samples: number, bins: number): void;
}
/** Four channels, f32: about 5e-8 of the highest bin. */
export type QuadTransform = RealTransform<Float32Array>;

const pairs: Record<KernelKind, Map<number, PairTransform>> = { wasm: new Map(), typescript: new Map() };
const quads: Record<KernelKind, Map<number, QuadTransform>> = { wasm: new Map(), typescript: new Map() };

/**
 * Transform of two signals at once.
 * @param size a power of two, 4 to 2^24; plans of up to 65536 samples are kept
 * @throws RangeError for another size
 */
export function pairTransform(size: number): PairTransform {
  const kind = kernelKind();
  return pairs[kind].get(size) ?? kept(pairs[kind], size, kind === 'wasm' ? wasmPair : scalarPair);
}

/**
 * Transform of four signals at once, in single precision.
 * @param size a power of two, 4 to 2^24; plans of up to 65536 samples are kept
 * @throws RangeError for another size
 */
export function quadTransform(size: number): QuadTransform {
  const kind = kernelKind();
  return quads[kind].get(size) ?? kept(quads[kind], size, kind === 'wasm' ? wasmQuad : scalarQuad);
}

function kept<T>(plans: Map<number, T>, size: number, make: (size: number) => T): T {
  if (!(size >= 4 && size <= LONGEST_TRANSFORM) || (size & (size - 1)) !== 0) {
    throw new RangeError(`a transform needs a power of two from 4 to ${LONGEST_TRANSFORM} samples, not ${size}`);
  }
  const plan = make(size);
  if (size <= LONGEST_KEPT) plans.set(size, plan);
  return plan;
}

/** The functions of assembly/fft.ts; pointers are bytes, `length` complex numbers, half the samples. */
interface FftFunctions {
  spectrum64(length: number, input: number, channelBytes: number, places: number, twiddles: number, splits: number, work: number): void;
  power64(length: number, input: number, channelBytes: number, places: number, twiddles: number, splits: number, work: number, power: number): void;
  lowPower64(length: number, input: number, channelBytes: number, places: number, twiddles: number, splits: number, work: number, power: number, bins: number): void;
  spectrum32: FftFunctions['spectrum64'];
  power32: FftFunctions['power64'];
}

/**
 * Channels lie this many bytes further apart than they are long. Otherwise the same sample of every channel, and its like an eighth of
 * the signal further on, falls into one set of the processor's first cache, which holds eight: a third of the time at 4096 samples.
 */
const CHANNEL_GAP = 128;

/** Signals with so many times as many noughts behind them have a transform of their own. */
const PADDED = 16;

let compiledModule: WebAssembly.Module | null = null;

/** A plan in a memory of its own, which is as large as it must be and never grows: its views stay. */
function wasmPlan(size: number, channels: 2 | 4) {
  const length = size / 2;
  const tables = fftTables(length);
  const bytes = 16 / channels;
  const { run, memory } = startKernel<FftFunctions>((compiledModule ??= compileKernel(fftWasm)));
  const places = memory.reserve(4 * tables.places.length);
  const twiddles = memory.reserve(bytes * tables.twiddles.length);
  const splits = memory.reserve(bytes * tables.splits.length);
  const channelBytes = bytes * size + CHANNEL_GAP;
  const input = memory.reserve(channels * channelBytes);
  const work = memory.reserve(32 * (length + 1));
  const power = memory.reserve(16 * (length + 1));
  memory.i32(places, tables.places.length).set(tables.places);
  return { run, memory, tables, length, channelBytes, at: { places, twiddles, splits, input, work, power } };
}

function wasmPair(size: number): PairTransform {
  const { run, memory, tables, length, channelBytes, at } = wasmPlan(size, 2);
  fill(tables, memory.f64(at.twiddles, tables.twiddles.length), memory.f64(at.splits, tables.splits.length));
  const inputs = [0, 1].map((c) => memory.f64(at.input + channelBytes * c, size));
  const toPower = () => run.power64(length, at.input, channelBytes, at.places, at.twiddles, at.splits, at.work, at.power);
  const shortest = Math.log2(length) % 2 === 0 && length >= 64 ? size / PADDED : 0;
  return {
    size,
    inputs,
    spectrum: memory.f64(at.work, 4 * (length + 1)),
    power: memory.f64(at.power, 2 * (length + 1)),
    toSpectrum: () => run.spectrum64(length, at.input, channelBytes, at.places, at.twiddles, at.splits, at.work),
    toPower,
    toLowPower: (samples, bins) => {
      const isPadded = samples <= shortest && bins <= length / 2;
      for (const input of inputs) input.fill(0, samples, isPadded ? shortest : size);
      if (isPadded) run.lowPower64(length, at.input, channelBytes, at.places, at.twiddles, at.splits, at.work, at.power, bins);
      else toPower();
    },
  };
}

function wasmQuad(size: number): QuadTransform {
  const { run, memory, tables, length, channelBytes, at } = wasmPlan(size, 4);
  fill(tables, memory.f32(at.twiddles, tables.twiddles.length), memory.f32(at.splits, tables.splits.length));
  return {
    size,
    inputs: [0, 1, 2, 3].map((c) => memory.f32(at.input + channelBytes * c, size)),
    spectrum: memory.f32(at.work, 8 * (length + 1)),
    power: memory.f32(at.power, 4 * (length + 1)),
    toSpectrum: () => run.spectrum32(length, at.input, channelBytes, at.places, at.twiddles, at.splits, at.work),
    toPower: () => run.power32(length, at.input, channelBytes, at.places, at.twiddles, at.splits, at.work, at.power),
  };
}

function fill(tables: FftTables, twiddles: Float64Array | Float32Array, splits: Float64Array | Float32Array): void {
  twiddles.set(tables.twiddles);
  splits.set(tables.splits);
}

function scalarPair(size: number): PairTransform {
  const scalar = new ScalarTransform(size);
  const inputs = [new Float64Array(size), new Float64Array(size)];
  const [first, second] = inputs;
  const spectrum = new Float64Array(4 * (size / 2 + 1));
  const power = new Float64Array(2 * (size / 2 + 1));
  const toSpectrum = () => {
    scalar.toSpectrum(first, 0, spectrum);
    scalar.toSpectrum(second, 1, spectrum);
  };
  const toPower = () => {
    toSpectrum();
    for (let k = 0, bin = 0; k < power.length; k += 2, bin += 4) {
      power[k] = spectrum[bin] * spectrum[bin] + spectrum[bin + 2] * spectrum[bin + 2];
      power[k + 1] = spectrum[bin + 1] * spectrum[bin + 1] + spectrum[bin + 3] * spectrum[bin + 3];
    }
  };
  const toLowPower = (samples: number) => {
    for (const input of inputs) input.fill(0, samples);
    toPower();
  };
  return { size, inputs, spectrum, power, toSpectrum, toPower, toLowPower };
}

/** Computes in double precision and rounds at the end: nearer to the truth than the vectors of singles, and no second set of loops. */
function scalarQuad(size: number): QuadTransform {
  const pair = scalarPair(size);
  const bins = size / 2 + 1;
  const inputs = [0, 1, 2, 3].map(() => new Float32Array(size));
  const spectrum = new Float32Array(8 * bins);
  const power = new Float32Array(4 * bins);
  const halves = (run: () => void, from: Float64Array, to: Float32Array) => {
    for (const first of [0, 2]) {
      pair.inputs[0].set(inputs[first]);
      pair.inputs[1].set(inputs[first + 1]);
      run();
      for (let i = 0; i < from.length; i += 2) {
        to[2 * i + first] = from[i];
        to[2 * i + first + 1] = from[i + 1];
      }
    }
  };
  return {
    size,
    inputs,
    spectrum,
    power,
    toSpectrum: () => halves(() => pair.toSpectrum(), pair.spectrum, spectrum),
    toPower: () => halves(() => pair.toPower(), pair.power, power),
  };
}
