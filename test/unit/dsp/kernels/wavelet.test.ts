import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { useKernels, type KernelKind } from '../../../../src/dsp/kernels/kernels.ts';
import { convolveFolded } from '../../../../src/dsp/kernels/wavelet.ts';

const KINDS: readonly KernelKind[] = ['wasm', 'typescript'];
const PARITIES = ['even', 'odd'] as const;

/** Numbers that look random and are the same everywhere. */
function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** The definition, sample by sample: ... c b a | a b c ... x y z | z y x ... */
function plain(signal: Float64Array, weights: Float64Array, sign: 1 | -1): Float64Array {
  const period = 2 * signal.length;
  const at = (i: number) => {
    const inside = ((i % period) + period) % period;
    return signal[inside < signal.length ? inside : period - 1 - inside];
  };
  return signal.map((value, i) => {
    let sum = weights[0] * value;
    for (let k = 1; k < weights.length; k++) sum += weights[k] * (at(i + k) + sign * at(i - k));
    return sum;
  });
}

/** As text: comparing it is quick, and tells 0 from -0. */
const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer).join(' ');

afterEach(() => useKernels('wasm'));

describe.each(PARITIES)('a convolution with an %s kernel', (parity) => {
  it('is its definition to the last bit, in both kinds, for signals shorter and longer than a block and than the kernel', () => {
    for (const [length, half] of [[1, 0], [1, 9], [3, 20], [7, 1], [8, 8], [1000, 37], [4095, 5], [4096, 5], [4097, 5], [9001, 140]]) {
      const signal = noise(length, length);
      const weights = noise(half + 1, half + 100);
      const expected = bits(plain(signal, weights, parity === 'odd' ? -1 : 1));
      for (const kind of KINDS) {
        useKernels(kind);
        expect(bits(convolveFolded(signal, weights, parity)), `${kind}, ${length} samples, ${half} weights`).toBe(expected);
      }
    }
  });

  it('does not depend on what was convolved before', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 60 }), (seed, length, half) => {
        const [signal, weights] = [noise(length, seed), noise(half + 1, seed + 1)];
        const [one, other] = KINDS.map((kind) => {
          useKernels(kind);
          convolveFolded(noise(5000, seed + 2), noise(80, seed + 3), 'even');
          return bits(convolveFolded(signal, weights, parity));
        });
        expect(one).toBe(other);
      }),
      { numRuns: 50 },
    );
  });

  it('of no samples is no samples', () => {
    for (const kind of KINDS) {
      useKernels(kind);
      expect(convolveFolded(new Float64Array(0), noise(5, 1), parity)).toEqual(new Float64Array(0));
    }
  });
});
