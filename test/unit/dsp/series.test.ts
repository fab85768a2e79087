import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBlocks, markedSpans } from '../../../src/dsp/series.ts';
import type { ImuBlock, SensorAxes } from '../../../src/model/index.ts';

function block(startSample: number, values: readonly number[]): ImuBlock<SensorAxes> {
  const column = () => Float64Array.from(values);
  return {
    site: 'lowerBack',
    sampleRateHz: 100,
    startSample,
    length: values.length,
    acc: { x: column(), y: column(), z: column() },
    gyr: null,
  };
}

describe('putting blocks on the grid', () => {
  it('bridges a gap by a straight line and marks it', () => {
    const series = joinBlocks([block(0, [0, 1]), block(4, [4, 5])], 6);
    expect([...series.acc.x]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...series.missing]).toEqual([0, 0, 1, 1, 0, 0]);
    expect(series.gaps).toEqual([{ start: 2, end: 4 }]);
  });

  it('holds the nearest sample before the first and after the last one', () => {
    const series = joinBlocks([block(2, [7, 8])], 6);
    expect([...series.acc.z]).toEqual([7, 7, 7, 8, 8, 8]);
    expect(series.gaps).toEqual([{ start: 0, end: 2 }, { start: 4, end: 6 }]);
  });

  it('gives the same series however the run is cut into blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 2, maxLength: 60 }), fc.nat(), (values, seed) => {
        const cut = 1 + (seed % (values.length - 1));
        const whole = joinBlocks([block(0, values)], values.length);
        const parts = joinBlocks([block(0, values.slice(0, cut)), block(cut, values.slice(cut))], values.length);
        expect(parts).toEqual(whole);
      }),
    );
  });

  it('needs at least one block', () => {
    expect(() => joinBlocks([], 10)).toThrow(RangeError);
  });

  it('finds the marked spans of a mask, up to its end', () => {
    expect(markedSpans(Uint8Array.from([1, 0, 0, 1, 1]))).toEqual([{ start: 0, end: 1 }, { start: 3, end: 5 }]);
  });
});
