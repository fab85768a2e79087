import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascending } from '../../../../src/dsp/stability/ascending.ts';

const sorted = (values: Float64Array) => Array.from(ascending(values, values.length).subarray(0, values.length));

describe('ascending order', () => {
  it('is that of a stable sort by value, whatever the values', () => {
    const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 300 }), (list) => {
        const values = Float64Array.from(list);
        const expected = list.map((_, i) => i).sort((a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : a - b));
        expect(sorted(values)).toEqual(expected);
      }),
    );
  });

  it('holds where one value lies far off and all others share a key', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => (i * 37) % 500);
    values[250] = 1e12;
    const order = sorted(values);
    expect(order.at(-1)).toBe(250);
    for (let place = 1; place < 500; place++) expect(values[order[place]]).toBeGreaterThanOrEqual(values[order[place - 1]]);
  });

  it('looks at the first values only, and forgets longer ones it has seen', () => {
    ascending(Float64Array.from({ length: 1000 }, (_, i) => -i), 1000);
    expect(Array.from(ascending(Float64Array.of(3, 1, 2, -9), 3).subarray(0, 3))).toEqual([1, 2, 0]);
  });
});
