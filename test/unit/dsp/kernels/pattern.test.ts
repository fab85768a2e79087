import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { useKernels, type KernelKind } from '../../../../src/dsp/kernels/kernels.ts';
import { patternSpace, type PatternSize } from '../../../../src/dsp/kernels/pattern.ts';

const KINDS: readonly KernelKind[] = ['wasm', 'typescript'];

/** Numbers that look random and are the same everywhere. */
function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** As text: comparing it is quick, and tells 0 from -0. */
const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer).join(' ');

/** The definition: every shift's products, and the power of what lies under the pattern. */
function plainFit(near: Float64Array, pattern: Float64Array, { channels, length, shifts }: PatternSize): { cross: number; power: number }[] {
  const width = shifts + length - 1;
  return Array.from({ length: shifts }, (_, s) => {
    let [cross, power] = [0, 0];
    for (let c = 0; c < channels; c++) {
      const under = near.subarray(c * width + s, c * width + s + length);
      const mean = under.reduce((sum, value) => sum + value, 0) / length;
      under.forEach((value, k) => {
        cross += value * pattern[c * length + k];
        power += (value - mean) ** 2;
      });
    }
    return { cross, power };
  });
}

afterEach(() => useKernels('wasm'));

describe('a pattern laid over a signal', () => {
  it('fits as defined at every shift, and to the last bit alike in both kinds', () => {
    for (const [channels, length, shifts] of [[6, 33, 13], [3, 20, 9], [1, 1, 1], [6, 48, 17], [2, 5, 8], [6, 165, 61]]) {
      const size = { channels, length, shifts, events: 1, samples: 0 };
      const [near, pattern] = [noise(channels * (shifts + length - 1), length), noise(channels * length, shifts)];
      const found = KINDS.map((kind) => {
        useKernels(kind);
        const space = patternSpace(size);
        space.near.set(near);
        space.pattern.set(pattern);
        space.fit();
        return { cross: space.cross.slice(), power: space.power.slice() };
      });
      for (const [s, { cross, power }] of plainFit(near, pattern, size).entries()) {
        expect(found[0].cross[s]).toBeCloseTo(cross, 10);
        expect(found[0].power[s]).toBeCloseTo(power, 10);
      }
      expect(bits(found[0].cross)).toBe(bits(found[1].cross));
      expect(bits(found[0].power)).toBe(bits(found[1].power));
    }
  });

  it('does not remember what lay there before', () => {
    useKernels('wasm');
    const size = { channels: 2, length: 7, shifts: 5, events: 10, samples: 0 };
    const once = () => {
      const space = patternSpace(size);
      space.near.set(noise(22, 3));
      space.pattern.set(noise(14, 4));
      space.fit();
      return bits(space.cross) + bits(space.power);
    };
    const first = once();
    patternSpace({ ...size, events: 500 }).rows.fill(7);
    expect(once()).toBe(first);
  });
});

describe('what lies about an event', () => {
  const size = { channels: 3, length: 5, shifts: 4, events: 6, samples: 100 };
  const signal = [0, 1, 2].map((c) => noise(100, 20 + c));
  const starts = [0, 7, 8, 41, 95];

  it.each(KINDS)('is taken out of the signal about its first value, and gathered sample by sample, in %s', (kind) => {
    useKernels(kind);
    const space = patternSpace(size);
    space.signal.forEach((channel, c) => channel.set(signal[c]));
    space.take(11);
    const near = signal.flatMap((x) => Array.from(x.subarray(11, 19), (value) => value - x[11]));
    expect(bits(space.near)).toBe(bits(Float64Array.from(near)));
    space.gather(1, starts);
    const rows = [0, 1, 2, 3, 4].flatMap((k) => starts.map((start) => signal[1][start + k]));
    expect(bits(space.rows.subarray(0, rows.length))).toBe(bits(Float64Array.from(rows)));
  });
});

describe('the median of a pattern', () => {
  const medianOf = (values: readonly number[]) =>
    KINDS.map((kind) => {
      useKernels(kind);
      // Between two other rows.
      const space = patternSpace({ channels: 1, length: 3, shifts: 1, events: values.length, samples: 0 });
      space.rows.fill(-7);
      space.rows.set(values, values.length);
      return space.median(values.length, values.length);
    });
  const sorted = (values: readonly number[]) => {
    const order = Float64Array.from(values).sort();
    const middle = values.length >> 1;
    return values.length % 2 === 1 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
  };

  it('is the middle of the sorted values, for any finite values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 }), (values) => {
        for (const median of medianOf(values)) expect(median === sorted(values)).toBe(true); // Whichever zero it is.
      }),
    );
  });

  it('is found among values of which many are the same, as of a coarse sensor', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 300 }), (steps) => {
        const values = steps.map((step) => 9.81 + step / 2048);
        expect(medianOf(values)).toEqual([sorted(values), sorted(values)]);
      }),
    );
  });

  it('is found whatever the spread: one value far away, all equal, many', () => {
    for (const values of [[...noise(99, 1), 1e9], new Array<number>(40).fill(-2.5), [...noise(5001, 2)], [...noise(4000, 3)], [1, 2]]) {
      expect(medianOf(values)).toEqual([sorted(values), sorted(values)]);
    }
  });
});
