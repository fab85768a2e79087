import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { countMatches } from '../../../../src/dsp/kernels/entropy.ts';
import { useKernels, type KernelKind } from '../../../../src/dsp/kernels/kernels.ts';
import { sampleEntropy } from '../../../../src/dsp/stability/sampleEntropy.ts';

const KINDS: readonly KernelKind[] = ['wasm', 'typescript'];

/** The definition: every pair of patterns, sample by sample. */
function countAll(pieces: readonly Float64Array[]): { shortMatches: number; longMatches: number; templates: number } {
  const levelled = pieces.map((piece) => {
    const mean = piece.reduce((sum, v) => sum + v, 0) / piece.length;
    return piece.map((v) => v - mean);
  });
  const samples = levelled.flatMap((piece) => Array.from(piece));
  const r = 0.2 * Math.sqrt(samples.reduce((sum, v) => sum + v * v, 0) / samples.length);
  const patterns = levelled.flatMap((piece) => Array.from({ length: Math.max(0, piece.length - 2) }, (_, i) => piece.subarray(i, i + 3)));
  let [shortMatches, longMatches] = [0, 0];
  patterns.forEach((a, p) => {
    for (const b of patterns.slice(p + 1)) {
      if (Math.abs(a[0] - b[0]) > r || Math.abs(a[1] - b[1]) > r) continue;
      shortMatches++;
      if (Math.abs(a[2] - b[2]) <= r) longMatches++;
    }
  });
  return { shortMatches, longMatches, templates: patterns.length };
}

function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

afterEach(() => useKernels('wasm'));

describe.each(KINDS)('matches counted in %s', (kind) => {
  const count = (pieces: readonly Float64Array[]) => {
    useKernels(kind);
    const { shortMatches, longMatches, templates } = sampleEntropy(pieces);
    return { shortMatches, longMatches, templates };
  };

  it('are those of a search over all pairs, for values far apart, equal ones, and several pieces', () => {
    const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, -0, 1e300, -1e300, 5e-324));
    const pieces = fc.array(fc.array(value, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pieces, (lists) => {
        const signal = lists.map((list) => Float64Array.from(list));
        expect(count(signal)).toEqual(countAll(signal));
      }),
      { numRuns: 300 },
    );
  });

  it('are those of a search over all pairs, for samples exactly at the tolerance', () => {
    // Steps of 1 and 0.2 SD = 1 within rounding: every comparison is on the edge.
    for (const size of [10, 33, 64]) {
      const steps = Float64Array.from({ length: size }, (_, i) => (i * 7) % 19);
      expect(count([steps])).toEqual(countAll([steps]));
    }
  });

  it('are those of a search over all pairs, with ends at any place of a vector', () => {
    for (let size = 3; size < 60; size++) expect(count([noise(size, size)])).toEqual(countAll([noise(size, size)]));
    const long = noise(700, 1).map((v, i) => Math.sin(i / 9) + 0.3 * v);
    expect(count([long])).toEqual(countAll([long]));
  });

  it('do not overflow where everything matches everything', () => {
    const n = 9_000;
    const pairs = ((n - 2) * (n - 3)) / 2;
    expect(count([new Float64Array(n)])).toEqual({ shortMatches: pairs, longMatches: pairs, templates: n - 2 });
  });
});

it('more samples than 16 bits can number are told apart', () => {
  useKernels('wasm');
  const samples = 70_000;
  const x = Float64Array.from({ length: samples }, (_, i) => i);
  const starts = new Uint8Array(samples).fill(1, 0, samples - 2);
  // Every pattern matches the three behind it, but for the last ones.
  const pairs = 3 * (samples - 2) - (1 + 2 + 3);
  expect(countMatches({ samples, x, starts }, 3)).toEqual({ short: pairs, long: pairs });
});
