import { medianInPlace } from '../summary.ts';
import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';
import { patternWasm } from './pattern.wasm.ts';

/** How large a pattern and what it is learnt from are. */
export interface PatternSize {
  readonly channels: number;
  /** Samples of the pattern. */
  readonly length: number;
  /** Places at which it may lie. */
  readonly shifts: number;
  /** Most events it is learnt from. */
  readonly events: number;
  /** Samples of a signal in which it is looked for. */
  readonly samples: number;
}

/**
 * Room to learn a pattern in and to find where it fits. Everybody gets the same room: read a result before the next call, and expect
 * nothing in it that you did not write.
 */
export interface PatternSpace {
  /** Room for the signal, an array a channel, `samples` long. */
  readonly signal: readonly Float64Array[];
  /** Fills `near` from the signal's sample `first` on, each channel about its first value there: the squares must not drown in gravity's. */
  take(first: number): void;
  /** Fills `rows` from one channel: row k holds the samples k behind each start, without gaps. */
  gather(channel: number, starts: readonly number[]): void;
  /** What the pattern is laid over: channels behind one another, `shifts + length - 1` samples of each. */
  readonly near: Float64Array;
  /** Channels behind one another, `length` samples of each; their mean must be 0. */
  readonly pattern: Float64Array;
  /** Of every shift the sum over channels of the products of `near` and `pattern`. */
  readonly cross: Float64Array;
  /** Of every shift the sum over channels of the power of `near` under the pattern, about its own mean. */
  readonly power: Float64Array;
  /** Fills `cross` and `power`. */
  fit(): void;
  /** Rows of finite numbers whose medians are wanted: `length` rows of up to `events` numbers, without gaps between them. */
  readonly rows: Float64Array;
  /** Median of `count` numbers from the place `from` in `rows` on; their order is lost. */
  median(from: number, count: number): number;
}

/** @param size all of it at least 1 */
export function patternSpace(size: PatternSize): PatternSpace {
  return kernelKind() === 'wasm' ? wasmSpace(size) : scalarSpace(size);
}

/** Samples the WebAssembly loop may read and write beyond its own. */
const BEYOND = 7;
/** Channels lie so many bytes further apart than they are long, lest the same sample of all falls into one set of the processor's cache. */
const CHANNEL_GAP = 192;

/** assembly/pattern.ts; pointers are bytes. */
interface PatternFunctions {
  take(channels: number, channelBytes: number, count: number, first: number, width: number, near: number): void;
  gather(x: number, starts: number, events: number, length: number, rows: number): void;
  fit(near: number, pattern: number, channels: number, length: number, shifts: number, cross: number, power: number): void;
  median(values: number, count: number, spare: number): number;
}

let module: WebAssembly.Module | null = null;
/** Made for the longest signal and the most events seen; another pattern has another one. */
let kept: { readonly size: PatternSize; readonly space: PatternSpace } | null = null;

function wasmSpace(size: PatternSize): PatternSpace {
  const like = kept && kept.size.channels === size.channels && kept.size.length === size.length && kept.size.shifts === size.shifts ? kept : null;
  const fitting = like && like.size.events >= size.events && like.size.samples >= size.samples ? like : null;
  if (!fitting) {
    const larger = { ...size, events: Math.max(size.events, like?.size.events ?? 0), samples: Math.max(size.samples, like?.size.samples ?? 0) };
    kept = { size: larger, space: startWasm(larger) };
  }
  const { space } = fitting ?? kept!;
  return { ...space, signal: space.signal.map((channel) => channel.subarray(0, size.samples)) };
}

function startWasm({ channels, length, shifts, events, samples }: PatternSize): PatternSpace {
  const { run, memory } = startKernel<PatternFunctions>((module ??= compileKernel(patternWasm)));
  const width = shifts + length - 1;
  const room = (count: number) => memory.reserve(8 * count);
  const channelBytes = 8 * samples + CHANNEL_GAP;
  const at = {
    signal: memory.reserve(channels * channelBytes),
    starts: memory.reserve(4 * events),
    near: room(channels * width + BEYOND),
    pattern: room(channels * length),
    cross: room(shifts + BEYOND),
    power: room(shifts),
    rows: room(length * events),
    spare: room(events + 1),
  };
  const starts = memory.i32(at.starts, events);
  return {
    signal: Array.from({ length: channels }, (_, c) => memory.f64(at.signal + c * channelBytes, samples)),
    take: (first) => run.take(at.signal, channelBytes, channels, 8 * first, width, at.near),
    gather: (channel, of) => {
      starts.set(of);
      run.gather(at.signal + channel * channelBytes, at.starts, of.length, length, at.rows);
    },
    near: memory.f64(at.near, channels * width),
    pattern: memory.f64(at.pattern, channels * length),
    cross: memory.f64(at.cross, shifts),
    power: memory.f64(at.power, shifts),
    fit: () => run.fit(at.near, at.pattern, channels, length, shifts, at.cross, at.power),
    rows: memory.f64(at.rows, length * events),
    median: (from, count) => run.median(at.rows + 8 * from, count, at.spare),
  };
}

function scalarSpace({ channels, length, shifts, events, samples }: PatternSize): PatternSpace {
  const width = shifts + length - 1;
  const [near, pattern] = [new Float64Array(channels * width), new Float64Array(channels * length)];
  const [cross, power, rows] = [new Float64Array(shifts), new Float64Array(shifts), new Float64Array(length * events)];
  const each = Array.from({ length: channels }, (_, c) => ({ x: near.subarray(c * width, (c + 1) * width), weights: pattern.subarray(c * length, (c + 1) * length) }));
  const signal = Array.from({ length: channels }, () => new Float64Array(samples));
  return {
    signal,
    take: (first) => {
      for (let c = 0, to = 0; c < channels; c++) {
        const x = signal[c];
        for (let k = first; k < first + width; k++) near[to++] = x[k] - x[first];
      }
    },
    gather: (channel, starts) => {
      const x = signal[channel];
      for (let e = 0; e < starts.length; e++) {
        for (let k = 0, from = starts[e], to = e; k < length; k++, from++, to += starts.length) rows[to] = x[from];
      }
    },
    near,
    pattern,
    cross,
    power,
    fit: () => {
      cross.fill(0);
      power.fill(0);
      for (const { x, weights } of each) {
        addCross(x, weights, cross);
        addPower(x, length, power);
      }
    },
    rows,
    median: (from, count) => medianInPlace(rows.subarray(from), count),
  };
}

/** Adds the products with the pattern at every shift. */
function addCross(x: Float64Array, pattern: Float64Array, cross: Float64Array): void {
  let s = 0;
  // Four shifts at a time: each sum waits for its own last addition.
  for (; s + 3 < cross.length; s += 4) {
    let [p0, p1, p2, p3] = [0, 0, 0, 0];
    for (let k = 0; k < pattern.length; k++) {
      const weight = pattern[k];
      p0 += x[s + k] * weight;
      p1 += x[s + 1 + k] * weight;
      p2 += x[s + 2 + k] * weight;
      p3 += x[s + 3 + k] * weight;
    }
    cross[s] += p0;
    cross[s + 1] += p1;
    cross[s + 2] += p2;
    cross[s + 3] += p3;
  }
  for (; s < cross.length; s++) {
    let product = 0;
    for (let k = 0; k < pattern.length; k++) product += x[s + k] * pattern[k];
    cross[s] += product;
  }
}

/** Adds the power about its own mean of every stretch of `length` samples. */
function addPower(x: Float64Array, length: number, power: Float64Array): void {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < length; k++) {
    sum += x[k];
    squares += x[k] * x[k];
  }
  for (let s = 0; s < power.length; s++) {
    power[s] += Math.max(0, squares - (sum * sum) / length);
    if (s + 1 === power.length) break;
    const leaves = x[s];
    const enters = x[s + length];
    sum += enters - leaves;
    squares += enters * enters - leaves * leaves;
  }
}
