import { describe, expect, it } from 'vitest';
import { compareTwo, evaluateAssessment, type AssessedTrial, type AssessmentMetric, type PairRequest } from '../../../../src/metrics/index.ts';
import type { MetricValue, Outcome } from '../../../../src/model/index.ts';

const request: PairRequest = {
  first: { protocol: 'stanceOpen', words: 'the stance with eyes open' },
  second: { protocol: 'stanceClosed', words: 'the stance with eyes closed' },
  metric: 'sway.rms',
  differIn: ['eyes'],
};
const value = (number: number | null, more: Partial<MetricValue> = {}): MetricValue => ({
  id: 'sway.rms', value: number, unit: 'm/s2', of: 'stance', n: 1, algorithm: 'sway.rms@1', site: 'lowerBack', source: 'measured', ...(number === null ? { missing: 'It was too short.' } : {}), ...more,
});
const trial = (protocol: string, number: number | null, more: Partial<AssessedTrial> = {}): AssessedTrial => ({ protocol, outcome: 'done', circumstances: {}, values: [value(number)], ...more });
const open = (number: number | null, more: Partial<AssessedTrial> = {}) => trial('stanceOpen', number, { circumstances: { eyes: 'open' }, ...more });
const closed = (number: number | null, more: Partial<AssessedTrial> = {}) => trial('stanceClosed', number, { circumstances: { eyes: 'closed' }, ...more });
const ratio = (trials: readonly AssessedTrial[]) => compareTwo({ trials, answers: {} }, request, (a, b) => b / a);

describe('two tests of a visit', () => {
  it('are compared by the first value of each', () => {
    expect(ratio([open(2), closed(3), closed(30)])).toEqual({ value: 1.5, n: 2, flags: [], site: 'lowerBack' });
  });

  it('are compared by the trial that has a value, where an earlier one has none', () => {
    expect(ratio([open(null), open(2), closed(3)])).toMatchObject({ value: 1.5 });
  });

  it('are nothing to show while one of them is not among the trials', () => {
    expect(ratio([open(2)])).toBeNull();
    expect(ratio([])).toBeNull();
  });

  it.each<[Outcome, string]>([
    ['unable', 'The stance with eyes closed was tried and could not be done.'],
    ['refused', 'The stance with eyes closed was refused.'],
    ['unsafe', 'The stance with eyes closed was not safe to do.'],
    ['technical', 'The stance with eyes closed failed for technical reasons.'],
    ['notDone', 'The stance with eyes closed was not done.'],
  ])('have no number where one of them ended as %s, whatever was recorded of it', (outcome, missing) => {
    expect(ratio([open(2), closed(3, { outcome })])).toEqual({ missing, n: 1 });
  });

  it('say why one of them has no value', () => {
    expect(ratio([open(2), closed(null)])).toEqual({ missing: 'The stance with eyes closed has no such value: It was too short.', n: 1 });
    expect(ratio([open(2), closed(3, { values: [] })])).toEqual({ missing: 'The stance with eyes closed has no such value.', n: 1 });
  });

  it('are not compared across versions of the algorithm', () => {
    expect(ratio([open(2), closed(3, { values: [value(3, { algorithm: 'sway.rms@2' })] })])).toMatchObject({ missing: expect.stringMatching(/different versions/) as string });
  });

  it('are not compared where they differ in what they are not meant to', () => {
    const [shod, bare] = [open(2, { circumstances: { eyes: 'open', footwear: 'shoes' } }), closed(3, { circumstances: { eyes: 'closed', footwear: 'barefoot' } })];
    expect(ratio([shod, bare])).toMatchObject({ missing: 'The two tests differ in the footwear, so they cannot be compared.' });
    expect(ratio([shod, closed(3)])).toMatchObject({ value: 1.5 });
  });

  it('keep the cautions of both', () => {
    const short = closed(3, { values: [value(3, { flags: ['short'] })] });
    expect(ratio([open(2), short])).toMatchObject({ flags: ['short'] });
  });
});

describe('a metric of a whole visit', () => {
  const metric: AssessmentMetric = {
    id: 'romberg.test', version: 2, label: '', definition: '', unit: '1', of: 'assessment', digits: 2, better: 'lower', plausible: [0, 1], sources: [],
    compute: (assessed) => compareTwo(assessed, request, (a, b) => b / a),
  };

  it('is a value that was derived, with all that traces it', () => {
    expect(evaluateAssessment([metric], { trials: [open(2), closed(3)], answers: {} })).toEqual([
      { id: 'romberg.test', value: 1.5, unit: '1', of: 'assessment', n: 2, algorithm: 'romberg.test@2', site: 'lowerBack', source: 'derived', flags: ['outsidePlausibleRange'] },
    ]);
  });

  it('is left out where the visit has nothing of it', () => {
    expect(evaluateAssessment([metric], { trials: [open(2)], answers: {} })).toEqual([]);
  });

  it('throws rather than answer no number', () => {
    expect(() => evaluateAssessment([metric], { trials: [open(0), closed(3)], answers: {} })).toThrow(RangeError);
  });
});
