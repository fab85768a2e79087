import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptedBudget, budgetLine, budgetText, checkBudget, readBudget, type BudgetEntry } from '../../../bench/report/budget.ts';
import type { BenchResult } from '../../../bench/report/result.ts';

const entry: BudgetEntry = { bench: 'made.up', candidate: 'ours', over: 'plain', ratio: 0.5, tolerance: 0.2 };

function measuredAt(ratio: number, absent: readonly string[] = []): BenchResult {
  const rounds = (cpuS: number) => [{ cpuS }, { cpuS }, { cpuS }];
  const plain = { name: 'plain', rounds: rounds(1) };
  return {
    id: 'made.up', group: 'kernels', title: 'made up', goals: [], work: null, absent,
    candidates: [...(absent.length > 0 ? [] : [plain]), { name: 'ours', rounds: rounds(ratio) }],
    measured: { date: '2026-01-02', commit: 'abc1234', node: '20.20.2', machine: 'a machine' },
  };
}

const stateAt = (ratio: number) => checkBudget([measuredAt(ratio)], [entry])[0].state;

describe('budget of ratios', () => {
  it('allows a ratio to grow by its tolerance, and not beyond', () => {
    expect(stateAt(0.5)).toBe('within');
    expect(stateAt(0.6)).toBe('within');
    expect(stateAt(0.601)).toBe('worse');
  });

  it('says where something got better by as much, so that the budget can follow', () => {
    expect(stateAt(0.42)).toBe('within');
    expect(stateAt(0.41)).toBe('better');
  });

  it('leaves out benches that were not run, and does not judge beside an absent peer', () => {
    expect(checkBudget([], [entry])).toEqual([]);
    expect(checkBudget([measuredAt(0.9, ['scipy'])], [entry])[0].state).toBe('not measured');
  });

  it('fails for an entry whose candidate is gone, instead of passing it over', () => {
    expect(() => checkBudget([measuredAt(0.5)], [{ ...entry, candidate: 'theirs' }])).toThrow('no candidate "theirs"');
  });

  it('names what got worse, with both figures', () => {
    expect(budgetLine(checkBudget([measuredAt(0.7)], [entry])[0])).toBe('made.up: ours over plain: 0.700, budget 0.5 and 20 %: worse');
  });

  it('takes over what was measured and keeps the rest', () => {
    const other = { ...entry, bench: 'not.run' };
    const absent = { ...entry, bench: 'peerless' };
    const results = [measuredAt(0.43216), { ...measuredAt(0.9, ['scipy']), id: 'peerless' }];
    const budget = [entry, other, absent];
    expect(acceptedBudget(checkBudget(results, budget), budget)).toEqual([{ ...entry, ratio: 0.432 }, other, absent]);
  });

  it('names entry and field of a budget that cannot be read', () => {
    expect(() => readBudget(JSON.stringify([entry, { ...entry, ratio: 0 }]))).toThrow('bench/budget.json, entry 2: "ratio" must be a number above 0');
    expect(() => readBudget(JSON.stringify([{ ...entry, tolerance: 20 }]))).toThrow('"tolerance" must be a share between 0 and 1');
    expect(() => readBudget('{}')).toThrow('a list of entries is expected');
  });

  it('is committed as it would be written: readable, an entry a line', () => {
    const text = readFileSync('bench/budget.json', 'utf8');
    expect(budgetText(readBudget(text))).toBe(text);
  });
});
