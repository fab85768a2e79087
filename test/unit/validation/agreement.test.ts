import { describe, expect, it } from 'vitest';
import { icc21, meanAbsoluteError, spread } from '../../../scripts/validation/agreement.ts';
import { countInside, f1, matchTimes } from '../../../scripts/validation/matching.ts';

describe('agreement', () => {
  it('ICC(2,1) of the first two judges of Shrout and Fleiss is what the formula gives by hand', () => {
    // The six targets of the paper's table 2.
    const pairs = [[9, 2], [6, 1], [8, 4], [7, 1], [10, 5], [6, 2]] as const;
    const rows = pairs.map(([a, b]) => (a + b) / 2);
    const grand = rows.reduce((s, v) => s + v) / 6;
    const bms = (2 * rows.reduce((s, v) => s + (v - grand) ** 2, 0)) / 5;
    const [ma, mb] = [46 / 6, 15 / 6];
    const jms = 6 * ((ma - grand) ** 2 + (mb - grand) ** 2);
    const total = pairs.flat().reduce((s, v) => s + (v - grand) ** 2, 0);
    const ems = (total - 5 * bms - jms) / 5;
    expect(icc21(pairs)).toBeCloseTo((bms - ems) / (bms + ems + (2 * (jms - ems)) / 6), 12);
  });

  it('is 1 for identical readings and falls with a constant offset', () => {
    expect(icc21([[1, 1], [2, 2], [4, 4]])).toBe(1);
    expect(icc21([[1, 2], [2, 3], [4, 5]])).toBeLessThan(0.9);
  });

  it('errors and spread of small lists', () => {
    expect(meanAbsoluteError([[1, 2], [5, 2]])).toBe(2);
    expect(spread([1, 2, 3, 4, 100])).toBe(1);
  });
});

describe('matching of times', () => {
  it('pairs the nearest first and each time once', () => {
    expect(matchTimes([1, 2], [1.1, 1.9, 2.05], 0.25)).toEqual([[0, 0], [1, 2]]);
  });

  it('counts hits, misses and extras inside the window only', () => {
    const reference = [1, 2, 3];
    const found = [1, 2.6, 9];
    const counts = countInside(reference, found, matchTimes(reference, found, 0.25), (t) => t < 5);
    expect(counts).toEqual({ hit: 1, missed: 2, extra: 1 });
    expect(f1(counts)).toBeCloseTo(2 / 5, 12);
  });
});
