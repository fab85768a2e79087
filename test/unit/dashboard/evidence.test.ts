import { describe, expect, it } from 'vitest';
import type { MetricView } from '../../../src/api/schemas/catalogue.ts';
import { changesOf } from '../../../src/dashboard/answers/changes.ts';
import { catalogueOf } from '../../../src/dashboard/measurements/catalogue.ts';
import { inOneLine } from '../../../src/dashboard/risk/evidenceWords.ts';
import { text } from '../../../src/dashboard/words/text.ts';
import { EVIDENCE_STATUSES } from '../../../src/model/index.ts';
import type { Answers, MetricValue } from '../../../src/model/index.ts';
import { riskReport } from '../../../src/risk/index.ts';

const speed: MetricValue = { id: 'gait.walkingSpeed', value: 0.8249, unit: 'm/s', of: 'stride', n: 20, algorithm: 'gait.walkingSpeed@1', site: 'lowerBack', source: 'measured' };
const catalogue = catalogueOf([{ id: 'gait.walkingSpeed', digits: 2, unitLabel: 'm/s' } as MetricView]);
const reportOf = (answers: Answers) => riskReport({ metrics: [speed], answers, participant: { ageYears: 81, sex: 'M' } });

function lineOf(domain: string, answers: Answers): string {
  return inOneLine(reportOf(answers).domains.find(({ id }) => id === domain)!, catalogue);
}

describe('the evidence of a domain in one line', () => {
  it('shows measured values with their digits and entered ones as they were entered', () => {
    expect(lineOf('pace', { 'functionTests.timedUpAndGoS': 13.4 })).toBe('Walking speed: 0.82\u202fm/s; Timed Up and Go: 13.4 s');
  });

  it('counts one fall and two falls', () => {
    expect(lineOf('history', { 'falls.past12Months': 1 })).toBe('Falls in the past 12 months: 1 fall');
    expect(lineOf('history', { 'falls.past12Months': 2 })).toBe('Falls in the past 12 months: 2 falls');
    expect(lineOf('history', { 'keyQuestions.fell': true })).toBe('Falls in the past 12 months: Yes');
  });

  it('says how many more there are, and that there is nothing', () => {
    expect(lineOf('confidence', { 'shortFesI.total': 12, 'keyQuestions.worried': true, 'keyQuestions.unsteady': false })).toBe('Short FES-I: 12 points; Worry about falling: Yes; 1 more');
    expect(lineOf('staticBalance', {})).toBe('Nothing yet');
  });

  it('has words for every status', () => {
    for (const status of EVIDENCE_STATUSES) expect(text.evidence.status[status].length).toBeGreaterThan(3);
  });
});

describe('saving an answer', () => {
  it('tells the new count of domains where only that has changed', () => {
    const [before, after] = [reportOf({}), reportOf({ 'functionTests.tandemStanceS': 3 })];
    expect(changesOf(before, after)).toEqual([after.score.summary]);
    expect(changesOf(after, after)).toEqual(['The levels stay as they were.']);
  });
});
