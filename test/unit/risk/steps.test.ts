import { describe, expect, it } from 'vitest';
import { anyKnownOf, anyOf, spoken } from '../../../src/risk/steps.ts';
import type { Criterion } from '../../../src/risk/steps.ts';

const criterion = (met: boolean | undefined): Criterion => ({ rule: 'r', input: 'i', name: 'n', met, text: 't.', source: { citation: 'c' } });
const of = (...met: (boolean | undefined)[]): Criterion[] => met.map(criterion);

describe('a step', () => {
  it('is a yes as soon as one criterion is met, whatever is open', () => {
    expect(anyOf(of(undefined, true, false)).outcome).toBe('yes');
  });

  it('is open, not a no, while something is unknown', () => {
    expect(anyOf(of(false, undefined)).outcome).toBe('open');
    expect(anyOf(of(false, false)).outcome).toBe('no');
  });

  it('is settled by one known criterion where they stand in for each other', () => {
    expect(anyKnownOf(of(false, undefined)).outcome).toBe('no');
    expect(anyKnownOf(of(undefined, true)).outcome).toBe('yes');
    expect(anyKnownOf(of(undefined, undefined)).unknown).toHaveLength(2);
  });
});

describe('spoken', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'a'], 'a and b'],
    [['a', 'b', 'c', 'd'], 'a, b, c and d'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('says %j as "%s"', (names, said) => {
    expect(spoken(names)).toBe(said);
  });
});
