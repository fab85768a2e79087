import { describe, expect, it } from 'vitest';
import { compared, judged, measures, spread, type BenchResult } from '../../../bench/report/result.ts';

const measured = { date: '2026-01-02', commit: 'abc1234', node: '20.20.2', machine: 'a machine' };

function bench(cpuS: Readonly<Record<string, readonly number[]>>, rest: Partial<BenchResult> = {}): BenchResult {
  const candidates = Object.entries(cpuS).map(([name, values]) => ({ name, rounds: values.map((value) => ({ cpuS: value })) }));
  return { id: 'made.up', group: 'kernels', title: 'made up', goals: [], work: null, absent: [], candidates, measured, ...rest };
}

describe('figures of a bench', () => {
  it('compares within each round, so that rounds on a slower machine weigh no more', () => {
    // Medians by themselves are 3 and 10: a third. In four of five rounds it was half.
    const result = bench({ plain: [2, 20, 6, 8, 40], ours: [1, 10, 3, 4, 2] });
    expect(compared(result, { candidate: 'ours', over: 'plain' })!.median).toBe(0.5);
  });

  it('takes the median of an odd number of rounds, and the middle of the two of an even one', () => {
    expect(spread([9, 1, 5]).median).toBe(5);
    expect(spread([1, 2, 4, 100]).median).toBe(3);
  });

  it('gives quartiles of rounds, the same for any order', () => {
    expect(spread([5, 1, 4, 2, 3, 9, 6, 8, 7])).toEqual({ low: 3, median: 5, high: 7 });
  });

  it('compares further measures, not only CPU time', () => {
    const candidates = [{ name: 'a week', rounds: [{ cpuS: 1, peakMb: 110 }] }, { name: 'an hour', rounds: [{ cpuS: 1, peakMb: 100 }] }];
    expect(compared(bench({}, { candidates }), { candidate: 'a week', over: 'an hour', measure: 'peakMb' })!.median).toBeCloseTo(1.1, 12);
  });

  it('names a candidate and a measure that are not there, with those that are', () => {
    const result = bench({ plain: [1], ours: [1] });
    expect(() => measures(result, 'hours')).toThrow('bench made.up has no candidate "hours"; it has "plain", "ours"');
    expect(() => measures(result, 'ours', 'peakMb')).toThrow('tells no peakMb; it tells cpuS');
  });
});

describe('goals', () => {
  const result = bench({ scipy: [25, 26, 24], ours: [1, 1, 1], twice: [2, 2, 2] });

  it('is met at the limit itself: 25 times as fast where 25 are wanted', () => {
    expect(judged(result, { candidate: 'ours', over: 'scipy', atLeast: 25 })).toEqual({ verdict: 'met', figure: 25 });
  });

  it('is missed beyond the limit', () => {
    expect(judged(result, { candidate: 'ours', over: 'scipy', atLeast: 25.1 }).verdict).toBe('missed');
    expect(judged(result, { candidate: 'twice', over: 'ours', atMost: 1.9 })).toEqual({ verdict: 'missed', figure: 2 });
  });

  it('judges a measure by itself where nothing is named to compare it with', () => {
    expect(judged(result, { candidate: 'ours', measure: 'cpuS', atMost: 1 })).toEqual({ verdict: 'met', figure: 1 });
  });

  it('is not judged without its peer, and a wrong name is no absent peer', () => {
    const alone = bench({ ours: [1] }, { absent: ['scipy (apt install python3-scipy)'] });
    expect(judged(alone, { candidate: 'ours', over: 'scipy', atLeast: 25 })).toEqual({ verdict: 'not measured', figure: null });
    expect(() => judged(bench({ ours: [1] }), { candidate: 'ours', over: 'scipy', atLeast: 25 })).toThrow('no candidate "scipy"');
  });
});
