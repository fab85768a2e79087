import type { Biquad } from '../filters/butterworth.ts';
import { filterWasm } from './filter.wasm.ts';
import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';

/**
 * Room to filter two signals of one length in place, or one. Everybody gets the same room: take a result out before the next call,
 * and expect nothing in it that you did not write.
 */
export interface FilterSpace {
  /** Two of the length asked for; only the first is used for one signal. */
  readonly rooms: readonly [Float64Array, Float64Array];
  /** Runs a section over the first `signals` rooms, from their first sample to their last, in the steady state of their first. */
  forwards(section: Biquad, signals: 1 | 2): void;
  /** The same from their last sample to their first. */
  backwards(section: Biquad, signals: 1 | 2): void;
}

/** @param length samples, at least one */
export function filterSpace(length: number): FilterSpace {
  return kernelKind() === 'wasm' ? wasmSpace(length) : scalarSpace(length);
}

/**
 * A section as it is run: direct form II transposed, two samples at a time.
 *
 * With s its state and v a sample: out = b0 v + s1; s1' = c1 v + s2 - a1 s1; s2' = c2 v - a2 s1. A recursion waits for its own
 * result at every sample; two such steps taken as one wait half as often: s1'' = d1 v + c1 w - a1 s2 + p11 s1, and s2'' likewise.
 * It starts as if the first sample had lasted for ever: s1 = start1 v, s2 = start2 v.
 */
function recursion({ b0, b1, b2, a1, a2 }: Biquad) {
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  const c1 = b1 - a1 * b0;
  const c2 = b2 - a2 * b0;
  return { b0, a1, a2, c1, c2, p11: a1 * a1 - a2, p21: a1 * a2, d1: c2 - a1 * c1, d2: -a2 * c1, start1: gain - b0, start2: b2 - a2 * gain };
}

type Recursion = ReturnType<typeof recursion>;

/** assembly/filter.ts; pointers are bytes. */
interface FilterFunctions {
  forwards(a: number, b: number, count: number, recursion: number): void;
  backwards(a: number, b: number, count: number, recursion: number): void;
}

let module: WebAssembly.Module | null = null;
/** Made for the longest signal seen. */
let wasm: ReturnType<typeof startWasm> | null = null;

function startWasm(length: number) {
  const { run, memory } = startKernel<FilterFunctions>((module ??= compileKernel(filterWasm)));
  const at = { numbers: memory.reserve(8 * 11), a: memory.reserve(8 * length), b: memory.reserve(8 * length) };
  return { run, at, length, numbers: memory.f64(at.numbers, 11), a: memory.f64(at.a, length), b: memory.f64(at.b, length) };
}

function wasmSpace(length: number): FilterSpace {
  if (wasm === null || wasm.length < length) wasm = startWasm(length);
  const { run, at, numbers, a, b } = wasm;
  const load = (section: Biquad): number => {
    const r = recursion(section);
    numbers.set([r.b0, r.a1, r.a2, r.c1, r.c2, r.p11, r.p21, r.d1, r.d2, r.start1, r.start2]);
    return at.numbers;
  };
  // One signal fills both lanes.
  const second = (signals: 1 | 2): number => (signals === 2 ? at.b : at.a);
  return {
    rooms: [a.subarray(0, length), b.subarray(0, length)],
    forwards: (section, signals) => run.forwards(at.a, second(signals), length, load(section)),
    backwards: (section, signals) => run.backwards(at.a, second(signals), length, load(section)),
  };
}

let scalarRooms = [new Float64Array(0), new Float64Array(0)];

function scalarSpace(length: number): FilterSpace {
  if (scalarRooms[0].length < length) scalarRooms = [new Float64Array(length), new Float64Array(length)];
  const rooms = [scalarRooms[0].subarray(0, length), scalarRooms[1].subarray(0, length)] as const;
  return {
    rooms,
    forwards: (section, signals) => {
      for (let k = 0; k < signals; k++) forwards(rooms[k], recursion(section));
    },
    backwards: (section, signals) => {
      for (let k = 0; k < signals; k++) backwards(rooms[k], recursion(section));
    },
  };
}

function forwards(x: Float64Array, { b0, a1, a2, c1, c2, p11, p21, d1, d2, start1, start2 }: Recursion): void {
  const pairs = x.length & ~1;
  let s1 = x[0] * start1;
  let s2 = x[0] * start2;
  for (let i = 0; i < pairs; i += 2) {
    const v = x[i];
    const w = x[i + 1];
    x[i] = b0 * v + s1;
    x[i + 1] = b0 * w + (c1 * v + s2 - a1 * s1);
    const next = d1 * v + c1 * w - a1 * s2 + p11 * s1;
    s2 = d2 * v + c2 * w - a2 * s2 + p21 * s1;
    s1 = next;
  }
  if (pairs < x.length) x[pairs] = b0 * x[pairs] + s1;
}

function backwards(x: Float64Array, { b0, a1, a2, c1, c2, p11, p21, d1, d2, start1, start2 }: Recursion): void {
  let i = x.length - 1;
  let s1 = x[i] * start1;
  let s2 = x[i] * start2;
  for (; i > 0; i -= 2) {
    const v = x[i];
    const w = x[i - 1];
    x[i] = b0 * v + s1;
    x[i - 1] = b0 * w + (c1 * v + s2 - a1 * s1);
    const next = d1 * v + c1 * w - a1 * s2 + p11 * s1;
    s2 = d2 * v + c2 * w - a2 * s2 + p21 * s1;
    s1 = next;
  }
  if (i === 0) x[0] = b0 * x[0] + s1;
}
