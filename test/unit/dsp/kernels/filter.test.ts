import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { butterworth, type Biquad } from '../../../../src/dsp/filters/butterworth.ts';
import { filterSpace } from '../../../../src/dsp/kernels/filter.ts';
import { useKernels, type KernelKind } from '../../../../src/dsp/kernels/kernels.ts';

const KINDS: readonly KernelKind[] = ['wasm', 'typescript'];

/** Numbers that look random and are the same everywhere. */
function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 9.81 + state / 2 ** 31;
  });
}

/** The definition, sample by sample: direct form II transposed, in the steady state of the first sample. */
function plain(x: Float64Array, { b0, b1, b2, a1, a2 }: Biquad): Float64Array {
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  let [s1, s2] = [x[0] * (gain - b0), x[0] * (b2 - a2 * gain)];
  return x.map((v) => {
    const y = b0 * v + s1;
    s1 = b1 * v - a1 * y + s2;
    s2 = b2 * v - a2 * y;
    return y;
  });
}

/** As text: comparing it is quick, and tells 0 from -0. */
const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer).join(' ');

const SECTIONS = [butterworth('lowpass', 2, 20, 100)[0], butterworth('highpass', 2, 0.5, 100)[0], butterworth('lowpass', 2, 0.5, 148.1)[0]];

afterEach(() => useKernels('wasm'));

describe.each(['forwards', 'backwards'] as const)('a section that runs %s', (direction) => {
  it.each([1, 2, 3, 8, 1001])('answers its definition over %i samples, and to the last bit alike in both kinds', (length) => {
    for (const section of SECTIONS) {
      const inputs = [noise(length, length), noise(length, length + 1)];
      const found = KINDS.map((kind) => {
        useKernels(kind);
        const space = filterSpace(length);
        inputs.forEach((input, k) => space.rooms[k].set(input));
        space[direction](section, 2);
        return space.rooms.map((room) => room.slice());
      });
      for (const [k, input] of inputs.entries()) {
        const expected = direction === 'forwards' ? plain(input, section) : plain(input.slice().reverse(), section).reverse();
        expected.forEach((value, i) => expect(Math.abs(found[0][k][i] - value)).toBeLessThan(1e-9));
        expect(bits(found[0][k])).toBe(bits(found[1][k]));
      }
    }
  });

  it('treats one signal as it treats two, whatever was filtered before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer(), fc.constantFrom(...SECTIONS), (length, seed, section) => {
        for (const kind of KINDS) {
          useKernels(kind);
          const run = (signals: 1 | 2) => {
            const { rooms, ...space } = filterSpace(length);
            rooms[0].set(noise(length, seed));
            rooms[1].set(noise(length, seed + signals));
            space[direction](section, signals);
            return bits(rooms[0]);
          };
          const alone = run(1);
          filterSpace(5000).rooms[0].fill(1e9);
          expect(run(2)).toBe(alone);
        }
      }),
      { numRuns: 50 },
    );
  });
});
