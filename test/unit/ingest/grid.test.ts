import { describe, expect, it } from 'vitest';
import { RowGrid } from '../../../src/ingest/formats/bidsMotion/grid.ts';

/** Places of rows with these clock readings at 100 Hz. */
function places(timesS: readonly number[]): number[] {
  const grid = new RowGrid('walk_motion.tsv', 100, { index: 0, factor: 1 });
  return timesS.map((timeS, i) => grid.place(Float64Array.of(timeS), i + 1));
}

describe('the grid of a recording with a clock', () => {
  it('leaves room for rows that are missing in the file', () => {
    expect(places([5, 5.01, 5.02, 5.05, 5.06, 6.06])).toEqual([0, 1, 2, 5, 6, 106]);
  });

  it('does not take jitter for lost rows', () => {
    expect(places([0, 0.013, 0.018, 0.031, 0.04, 0.053])).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('does not take a slow clock for lost rows', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => i * 0.01001);
    expect(places(rows).at(-1)).toBe(19_999);
  });

  it('goes on evenly where the clock is missing', () => {
    expect(places([0, NaN, 0.02, NaN, 0.05])).toEqual([0, 1, 2, 3, 5]);
  });

  it('refuses a clock that goes backwards or stands still', () => {
    expect(() => places([0, 0.01, 0.01])).toThrow('walk_motion.tsv line 3: the LATENCY channel does not go forward here');
  });

  it('refuses a jump of hours', () => {
    expect(() => places([0, 0.01, 7200])).toThrow('walk_motion.tsv line 3: the LATENCY channel jumps by 7200 s');
  });
});

describe('the grid of a recording without a clock', () => {
  it('is its rows', () => {
    const grid = new RowGrid('walk_motion.tsv', 100, null);
    expect([grid.place(new Float64Array(1), 1), grid.place(new Float64Array(1), 2), grid.length]).toEqual([0, 1, 2]);
  });
});
