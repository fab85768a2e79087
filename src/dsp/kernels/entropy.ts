import { entropyWasm } from './entropy.wasm.ts';
import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';

/** Ranks are 16 bits wide in WebAssembly; more samples are counted in TypeScript. */
const MOST_SAMPLES = 65536;
/** Patterns of one vector. */
const LANES = 8;

/** Patterns of three samples in the order of the first one, samples given by their rank among all: whole numbers compare fast and exactly. */
export interface RankedPatterns {
  readonly patterns: number;
  readonly samples: number;
  /** For every pattern the first one behind it whose first sample is out of tolerance. */
  readonly ends: Int32Array;
  /** Ranks of every pattern's second and third sample. */
  readonly second: Int32Array;
  readonly third: Int32Array;
  /** For every rank the lowest and the highest one within the tolerance. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Pairs of patterns that match with two samples, and those that still match with three. */
export interface Matches {
  readonly short: number;
  readonly long: number;
}

/** Counts every matching pair once. Arrays may be longer than `patterns` and `samples` say. */
export function countMatches(ranked: RankedPatterns): Matches {
  return kernelKind() === 'wasm' && ranked.samples <= MOST_SAMPLES ? countInWasm(ranked) : countInTypescript(ranked);
}

function countInTypescript({ patterns, ends, second, third, low, high }: RankedPatterns): Matches {
  let [short, long] = [0, 0];
  for (let p = 0; p < patterns; p++) {
    const [low2, high2, low3, high3] = [low[second[p]], high[second[p]], low[third[p]], high[third[p]]];
    for (let q = p + 1; q < ends[p]; q++) {
      // Without branches, which nobody could foresee: the sign tells what lies outside.
      const outside = (second[q] - low2) | (high2 - second[q]);
      short += 1 + (outside >> 31);
      long += 1 + ((outside | (third[q] - low3) | (high3 - third[q])) >> 31);
    }
  }
  return { short, long };
}

/** assembly/entropy.ts; pointers are bytes. */
interface EntropyFunctions {
  countMatches(patterns: number, ends: number, second: number, third: number, low: number, high: number, counts: number): void;
}

let module: WebAssembly.Module | null = null;
/** Made for the most samples seen. */
let wasm: ReturnType<typeof startWasm> | null = null;

function startWasm(samples: number) {
  const { run, memory } = startKernel<EntropyFunctions>((module ??= compileKernel(entropyWasm)));
  const ranks = () => memory.reserve(2 * (samples + LANES));
  const at = { ends: memory.reserve(4 * samples), second: ranks(), third: ranks(), low: ranks(), high: ranks(), counts: memory.reserve(4 * 8) };
  const counts = memory.i32(at.counts, 8);
  const column = (pointer: number) => new Uint16Array(counts.buffer, pointer, samples);
  const columns = { second: column(at.second), third: column(at.third), low: column(at.low), high: column(at.high) };
  return { run, at, samples, ends: memory.i32(at.ends, samples), counts, ...columns };
}

function countInWasm(ranked: RankedPatterns): Matches {
  if (wasm === null || wasm.samples < ranked.samples) wasm = startWasm(ranked.samples);
  const { run, at, ends, second, third, low, high, counts } = wasm;
  for (let p = 0; p < ranked.patterns; p++) {
    ends[p] = ranked.ends[p];
    second[p] = ranked.second[p];
    third[p] = ranked.third[p];
  }
  for (let rank = 0; rank < ranked.samples; rank++) {
    low[rank] = ranked.low[rank];
    high[rank] = ranked.high[rank];
  }
  run.countMatches(ranked.patterns, at.ends, at.second, at.third, at.low, at.high, at.counts);
  const sum = (from: number) => counts.subarray(from, from + 4).reduce((total, part) => total + part, 0);
  return { short: sum(0), long: sum(4) };
}
