import { ascending } from '../stability/ascending.ts';
import { entropyWasm } from './entropy.wasm.ts';
import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';

/** Ranks are 16 bits wide in WebAssembly; more samples are counted in TypeScript. */
const MOST_SAMPLES = 65536;

/** Samples of a signal and where its patterns of three of them start. Arrays may be longer. */
export interface Patterned {
  readonly samples: number;
  readonly x: Float64Array;
  /** 1 where a pattern starts, never at the last two samples. */
  readonly starts: Uint8Array;
}

/** Pairs of patterns that match with two samples, and those that still match with three. */
export interface Matches {
  readonly short: number;
  readonly long: number;
}

/**
 * Counts every pair of patterns that match within a tolerance, sample by sample, once.
 *
 * Samples go by their rank: those within the tolerance of a sample have ranks without a gap, so whole numbers tell exactly what matches.
 * Patterns stand in the order of their first sample: only those behind one another can match.
 * @param signal finite numbers
 */
export function countMatches(signal: Patterned, tolerance: number): Matches {
  return kernelKind() === 'wasm' && signal.samples <= MOST_SAMPLES ? countInWasm(signal, tolerance) : countInTypescript(signal, tolerance);
}

function countInTypescript({ samples, x, starts }: Patterned, tolerance: number): Matches {
  if (room.samples < samples) room = reserve(samples);
  // Local names: a loop reads them faster than the module's.
  const { rankOf, sorted, low, high, patternsBelow, firstRank, second, third } = room;
  const order = ascending(x, samples);
  for (let rank = 0; rank < samples; rank++) {
    rankOf[order[rank]] = rank;
    sorted[rank] = x[order[rank]];
  }
  for (let rank = 0, above = 0; rank < samples; rank++) {
    // The first rank whose tolerance reaches another one is the lowest within that one's.
    for (; above < samples && sorted[above] - sorted[rank] <= tolerance; above++) low[above] = rank;
    high[rank] = above - 1;
  }
  let patterns = 0;
  for (let rank = 0; rank < samples; rank++) {
    const i = order[rank];
    patternsBelow[rank] = patterns;
    if (starts[i] === 0) continue;
    firstRank[patterns] = rank;
    second[patterns] = rankOf[i + 1];
    third[patterns] = rankOf[i + 2];
    patterns++;
  }
  patternsBelow[samples] = patterns;

  let [short, long] = [0, 0];
  for (let p = 0; p < patterns; p++) {
    const [low2, high2, low3, high3] = [low[second[p]], high[second[p]], low[third[p]], high[third[p]]];
    const end = patternsBelow[high[firstRank[p]] + 1];
    for (let q = p + 1; q < end; q++) {
      // Without branches, which nobody could foresee: the sign tells what lies outside.
      const outside = (second[q] - low2) | (high2 - second[q]);
      short += 1 + (outside >> 31);
      long += 1 + ((outside | (third[q] - low3) | (high3 - third[q])) >> 31);
    }
  }
  return { short, long };
}

// Reused for every window; it grows to the longest one seen.
let room = reserve(0);

function reserve(samples: number) {
  const column = () => new Int32Array(samples);
  return {
    samples,
    rankOf: column(),
    sorted: new Float64Array(samples),
    low: column(),
    high: column(),
    patternsBelow: new Int32Array(samples + 1),
    firstRank: column(),
    second: column(),
    third: column(),
  };
}

/** assembly/entropy.ts; pointers are bytes. */
interface EntropyFunctions {
  matches(samples: number, x: number, starts: number, tolerance: number, room: number, columnBytes: number, counts: number): void;
}

let module: WebAssembly.Module | null = null;
/** Made for the most samples seen. */
let wasm: ReturnType<typeof startWasm> | null = null;

/** Numbers of 16 bits that may be read or written behind a column, and the counts of a sort. */
const BEYOND = 8;
const COUNTED_BYTES = 1024;

function startWasm(samples: number) {
  const { run, memory } = startKernel<EntropyFunctions>((module ??= compileKernel(entropyWasm)));
  const columnBytes = 16 * Math.ceil((2 * (samples + BEYOND)) / 16);
  const at = {
    x: memory.reserve(8 * samples),
    starts: memory.reserve(samples),
    // Seven columns of 16 bits, two of 32, and the sorted samples.
    room: memory.reserve(11 * columnBytes + Math.max(8 * samples, COUNTED_BYTES)),
    counts: memory.reserve(4 * 8),
  };
  const counts = memory.i32(at.counts, 8);
  return { run, at, samples, columnBytes, counts, x: memory.f64(at.x, samples), starts: new Uint8Array(counts.buffer, at.starts, samples) };
}

function countInWasm({ samples, ...signal }: Patterned, tolerance: number): Matches {
  if (wasm === null || wasm.samples < samples) wasm = startWasm(samples);
  const { run, at, columnBytes, counts, x, starts } = wasm;
  x.set(signal.x.subarray(0, samples));
  starts.set(signal.starts.subarray(0, samples));
  run.matches(samples, at.x, at.starts, tolerance, at.room, columnBytes, at.counts);
  return { short: counts[0] + counts[1] + counts[2] + counts[3], long: counts[4] + counts[5] + counts[6] + counts[7] };
}
