import { describe, expect, it } from 'vitest';
import { chosen, type Found } from '../../../bench/find.ts';
import { performancePage } from '../../../bench/report/page.ts';
import { speedSvg } from '../../../bench/report/plot.ts';
import type { BenchResult } from '../../../bench/report/result.ts';
import { benchLines, digits, measureText, time, times } from '../../../bench/report/table.ts';
import { joined } from '../../../bench/report/write.ts';

const measured = { date: '2026-01-02', commit: 'abc1234', node: '20.20.2', machine: 'linux x64, 2 x a processor' };

const result: BenchResult = {
  id: 'made.up',
  group: 'kernels',
  title: 'something made up',
  goals: [{ candidate: 'ours', over: 'plain', atLeast: 3 }, { candidate: 'ours', over: 'C', atMost: 2 }, { candidate: 'ours', measure: 'peakMb', atMost: 200 }],
  work: { count: 1000, of: 'window' },
  absent: ['C (apt install gcc)'],
  candidates: [{ name: 'plain', rounds: [{ cpuS: 0.4, peakMb: 90 }] }, { name: 'ours', rounds: [{ cpuS: 0.1, peakMb: 210 }] }],
  measured,
};

describe('what a person reads', () => {
  it('gives three digits that count, and times in the unit that suits', () => {
    expect([0, 0.0042, 1.2345, 12.345, 1234.5].map(digits)).toEqual(['0', '0.00420', '1.23', '12.3', '1235']);
    expect([2.5, 0.01234, 1.5e-5, 2e-8].map(time)).toEqual(['2.50 s', '12.3 ms', '15.0 us', '20.0 ns']);
    expect(measureText('peakMb', 123.4)).toBe('peak 123 MB');
    expect(measureText('p99Ms', 8.4)).toBe('p99 8.40 ms');
    expect(measureText('ofOneCorePct', 41)).toBe('of one core 41.0 %');
    expect([0.25, 1, 2].map(times)).toEqual(['4.00 x as fast', '1.00 x as fast', '2.00 x the CPU time']);
  });

  it('is a line a candidate, an absent peer and a goal', () => {
    expect(benchLines(result)).toEqual([
      'something made up   (kernels, made.up, rounds: 1)',
      '  plain   400 us a window                    peak 90.0 MB',
      '  ours    100 us a window   4.00 x as fast   peak 210 MB',
      '  not on this machine: C (apt install gcc)',
      '  goal met: 4.00 times as fast as plain, at least 3 wanted (ours)',
      '  goal not measured: at most 2 wanted, beside C (ours)',
      '  goal missed: peak 210 MB, at most 200 MB wanted (ours)',
    ]);
  });

  it('stands on the page too, a missed goal in bold', () => {
    const page = performancePage([result], ['worn']);
    expect(page).toContain('| `made.up` | ours | 4.00 times as fast as plain | at least 3 | met |');
    expect(page).toContain('| `made.up` | ours | peak 210 MB | at most 200 MB | **missed** |');
    expect(page).toContain('Not on this machine, so not measured beside: C (apt install gcc).');
    expect(page).toContain('Not measured so far: `worn`.');
    expect(page).toContain('linux x64, 2 x a processor');
  });

  it('is a plot with a mark for each comparison that was measured', () => {
    const svg = speedSvg([result, { ...result, id: 'other.<b>' }]);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).toContain('made.up: ours over plain');
    expect(svg).toContain('other.&lt;b>');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('is empty of marks, but whole, where no comparison was measured', () => {
    expect(speedSvg([{ ...result, goals: [] }])).not.toMatch(/NaN|Infinity|<circle/);
  });
});

describe('results of several runs', () => {
  const older = { ...result, measured: { ...measured, commit: 'old0000' } };

  it('keep what was not measured again, in the order of the benches, and let go of benches that are no more', () => {
    const kept = joined([{ ...older, id: 'a' }, { ...older, id: 'b' }, { ...older, id: 'gone' }], [{ ...result, id: 'b' }, { ...result, id: 'c' }], ['c', 'b', 'a']);
    expect(kept.map(({ id, measured: { commit } }) => [id, commit])).toEqual([['c', 'abc1234'], ['b', 'abc1234'], ['a', 'old0000']]);
  });

  it('never mix two machines on one page', () => {
    const elsewhere = { ...result, id: 'b', measured: { ...measured, machine: 'another' } };
    expect(() => joined([{ ...older, id: 'a' }], [elsewhere], ['a', 'b'])).toThrow('run all benches with --write');
    expect(joined([older], [{ ...elsewhere, id: 'made.up' }], ['made.up'])).toHaveLength(1);
  });
});

describe('which benches are asked for', () => {
  const found: Found[] = (['fft.256', 'fft.512', 'fftless'] as const).map((id) => ({ file: 'x.bench.ts', bench: { id, group: id === 'fftless' ? 'load' : 'kernels', title: '', prepare: () => Promise.reject(new Error('not run here')) } }));
  const ids = (words: readonly string[]) => chosen(found, words).map(({ bench }) => bench.id);

  it('are those of a group, an id, or what ids start with', () => {
    expect(ids(['load'])).toEqual(['fftless']);
    expect(ids(['fft'])).toEqual(['fft.256', 'fft.512']);
    expect(ids(['fft.512', 'load'])).toEqual(['fft.512', 'fftless']);
    expect(ids([])).toHaveLength(3);
  });

  it('a word that fits nothing is answered with what there is', () => {
    expect(() => ids(['kernel'])).toThrow(/"kernel"; groups: kernels, .*; benches: fft\.256, fft\.512, fftless/);
  });
});
