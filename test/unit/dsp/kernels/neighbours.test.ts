import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { useKernels, type KernelKind } from '../../../../src/dsp/kernels/kernels.ts';
import { localDivergence, nearestNeighbours } from '../../../../src/dsp/stability/localDivergence.ts';

const KINDS: readonly KernelKind[] = ['wasm', 'typescript'];

/** The definition: every state against every other one. */
function searchAll(pieces: readonly Float64Array[]): Map<number, number> {
  const states = pieces.flatMap((piece, p) => Array.from({ length: Math.max(0, piece.length - 90) }, (_, i) => ({ p, i, values: [0, 10, 20, 30, 40].map((d) => piece[i + d]) })));
  const before = pieces.map((_, p) => pieces.slice(0, p).reduce((sum, { length }) => sum + length, 0));
  const at = ({ p, i }: { p: number; i: number }) => before[p] + i;
  return new Map(
    states.map((state) => {
      let [best, found] = [Infinity, -1];
      for (const other of states) {
        if (other.p === state.p && Math.abs(other.i - state.i) <= 100) continue;
        const squared = state.values.reduce((sum, value, d) => sum + (value - other.values[d]) * (value - other.values[d]), 0);
        if (squared < best) [best, found] = [squared, at(other)];
      }
      return [at(state), found];
    }),
  );
}

/** Mean logarithm of the distances 0 to 50 samples later, without those of 0. */
function curveOf(pieces: readonly Float64Array[], neighbours: ReadonlyMap<number, number>): number[] {
  const x = pieces.flatMap((piece) => Array.from(piece));
  return Array.from({ length: 51 }, (_, k) => {
    const distances = Array.from(neighbours, ([i, j]) => Math.hypot(...[0, 10, 20, 30, 40].map((d) => x[i + k + d] - x[j + k + d])));
    const logs = distances.filter((d) => d > 0).map(Math.log);
    return logs.reduce((sum, log) => sum + log, 0) / logs.length;
  });
}

function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Kinds of signals a search may stumble over. */
const SIGNALS: Record<string, (size: number, seed: number) => Float64Array> = {
  'a walk': (size, seed) => noise(size, seed).map((v, i) => Math.sin(i / 8) + 0.4 * Math.sin(i / 16 + 1) + 0.2 * v),
  noise,
  'whole numbers, with many equal distances': (size, seed) => noise(size, seed).map((v) => Math.round(1.4 * v)),
  'a signal that stays the same': (size) => new Float64Array(size).fill(3.7),
  'an exact period': (size) => Float64Array.from({ length: size }, (_, i) => (i % 50) / 50),
  'one value a million times the others': (size, seed) => noise(size, seed).map((v, i) => (i === size >> 1 ? 1e6 : v)),
  'a large offset': (size, seed) => noise(size, seed).map((v) => 9.81e8 + v),
  'values whose squares are too small for a number': (size, seed) => noise(size, seed).map((v) => 1e-170 * v),
  'values whose squares are too large for a number': (size, seed) => noise(size, seed).map((v) => 1e154 * v),
  'values at the end of the range of numbers': (size, seed) => noise(size, seed).map((v) => 1.7e308 * v),
};

const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer).join(' ');

afterEach(() => useKernels('wasm'));

describe.each(Object.entries(SIGNALS))('neighbours in %s', (_, make) => {
  it('are those of a search over all states, in both kinds', () => {
    const someSizes = fc.array(fc.integer({ min: 1, max: 330 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(someSizes, fc.integer(), (sizes, seed) => {
        const pieces = sizes.map((size, p) => make(size, seed + p));
        const expected = searchAll(pieces);
        for (const kind of KINDS) {
          useKernels(kind);
          expect(nearestNeighbours(pieces)).toEqual(expected);
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('part alike in both kinds, to the last bit', () => {
    const pieces = [make(420, 5), make(300, 6)];
    const [one, other] = KINDS.map((kind) => {
      useKernels(kind);
      return localDivergence(pieces);
    });
    expect(one === null).toBe(other === null);
    if (one !== null) expect(bits(one.curve)).toBe(bits(other!.curve));
  });
});

describe.each(KINDS)('the divergence curve in %s', (kind) => {
  it('is the mean of the logarithms, whatever the size of the signal', () => {
    for (const size of [1, 1e-100, 1e100, 3e-75]) {
      useKernels(kind);
      const pieces = [SIGNALS['a walk'](500, 1).map((v) => size * v), SIGNALS['a walk'](350, 2).map((v) => size * v)];
      const { curve } = localDivergence(pieces)!;
      curveOf(pieces, searchAll(pieces)).forEach((value, k) => expect(curve[k]).toBeCloseTo(value, 9));
    }
  });

  it('leaves out pairs that lie on one another', () => {
    useKernels(kind);
    // A stretch that comes again, sample by sample, and goes on differently.
    const stretch = SIGNALS['a walk'](160, 3);
    const pieces = [stretch, Float64Array.of(...stretch.subarray(0, 120), ...noise(80, 4)), SIGNALS['a walk'](300, 5)];
    const { curve } = localDivergence(pieces)!;
    curveOf(pieces, searchAll(pieces)).forEach((value, k) => expect(curve[k]).toBeCloseTo(value, 9));
  });

  it('does not depend on what was analysed before', () => {
    useKernels(kind);
    const pieces = [SIGNALS['a walk'](400, 7)];
    const alone = bits(localDivergence(pieces)!.curve);
    localDivergence([noise(3000, 8)]);
    expect(bits(localDivergence(pieces)!.curve)).toBe(alone);
  });
});
