import { readFileSync } from 'node:fs';

interface SampleEntropyGolden { shortMatches: number; longMatches: number; templates: number; entropy: number }
interface DivergenceGolden { perStride: number; curve: number[]; starts: number[]; neighbours: number[] }

/** What scripts/golden/make_golden_metrics.py wrote. */
interface TrunkGolden {
  sampleRateHz: number;
  pieces: number[][];
  sampleEntropy: { pieces: number; out: SampleEntropyGolden }[];
  localDivergence: { pieces: number; out: DivergenceGolden }[];
  dominantFrequency: { frequencyHz: number; amplitudePerHz: number; widthHz: number; slopePerHz2: number; windows: number; density: number[] };
  regularity: { strideSamples: number; step: number; stride: number }[];
  indexOfHarmonicity: { start: number; end: number; sideways: boolean; out: number }[];
  spectralArcLength: { name: string; input: number[]; out: number }[];
  logDimensionlessJerk: { input: [number[], number[], number[]]; out: number };
}

export const golden = JSON.parse(readFileSync(new URL('../../../fixtures/golden/trunk.json', import.meta.url), 'utf8')) as TrunkGolden;
export const pieces = golden.pieces.map((piece) => Float64Array.from(piece));

/** An even stream of numbers below 1 in size: the same for the same seed. */
export function noise(length: number, seed: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
