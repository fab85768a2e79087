import { describe, expect, it } from 'vitest';
import type { EvidenceScore } from '../../../src/model/index.ts';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { evidenceDomains, riskReport } from '../../../src/risk/index.ts';
import { walkingSpeed } from './inputs.ts';

const weak: KnownAnswers = {
  'falls.past12Months': 1,
  'functionTests.chairStandCount': 5,
  'functionTests.chairStandHandsUsed': false,
  'functionTests.timedUpAndGoS': 16,
  'functionTests.tandemStanceS': 3,
};
const strong: KnownAnswers = { ...weak, 'falls.past12Months': 0, 'functionTests.chairStandCount': 15, 'functionTests.timedUpAndGoS': 8, 'functionTests.tandemStanceS': 10 };

const withoutTug = (answers: KnownAnswers): KnownAnswers => Object.fromEntries(Object.entries(answers).filter(([id]) => id !== 'functionTests.timedUpAndGoS'));

function scoreOf(answers: KnownAnswers, speedMps?: number, ageYears = 78): EvidenceScore {
  return riskReport({ metrics: speedMps === undefined ? [] : [walkingSpeed(speedMps)], answers, participant: { ageYears, sex: 'F' } }).score;
}

describe('the count of domains', () => {
  it('says what it counts', () => {
    expect(scoreOf(weak, 0.6)).toMatchObject({
      summary: '4 of 4 assessed domains are of concern: fall history; strength and transfers; walking pace and mobility; standing balance.',
      concern: 4, assessed: 4, countable: 4, atLeast: 4, atMost: 4,
    });
    expect(scoreOf(strong, 1.2)).toMatchObject({ summary: '0 of 4 assessed domains are of concern.', concern: 0, assessed: 4, atLeast: 0, atMost: 0, contributors: [] });
  });

  it('counts slow walking and a slow Timed Up and Go once', () => {
    expect([scoreOf(weak).concern, scoreOf(weak, 0.6).concern, scoreOf(withoutTug(weak), 0.6).concern]).toEqual([4, 4, 4]);
  });

  it('gives bounds while domains are missing', () => {
    expect(scoreOf({ 'falls.past12Months': 2 })).toMatchObject({
      summary: '1 of 1 assessed domain is of concern: fall history. With what is missing or uncertain the count lies between 1 and 4 of 4.',
      atLeast: 1, atMost: 4,
    });
    expect(scoreOf({ 'falls.past12Months': 0 }).summary).toMatch(/^0 of 1 assessed domain is of concern\./);
    expect(scoreOf({})).toMatchObject({ summary: 'No domain that counts is assessed yet. With what is missing or uncertain the count lies between 0 and 4 of 4.', assessed: 0 });
  });

  it('keeps a borderline domain apart and lets it end on either side', () => {
    expect(scoreOf(strong, 0.82)).toMatchObject({
      summary: '0 of 4 assessed domains are of concern. 1 is borderline: walking pace and mobility. With what is missing or uncertain the count lies between 0 and 1 of 4.',
      borderline: 1, atMost: 1,
    });
  });

  it('leaves a domain open while the second of two tests could still be of concern', () => {
    expect(scoreOf(withoutTug(strong), 1.2)).toMatchObject({ concern: 0, assessed: 4, atMost: 1 });
  });

  it('closes a domain whose table has no row for the person', () => {
    expect(scoreOf(strong, 1.2, 96)).toMatchObject({ assessed: 3, countable: 4, atMost: 0 });
  });

  it('does not count what has no cut-off of a guideline', () => {
    expect(scoreOf({ ...strong, 'keyQuestions.worried': true, 'keyQuestions.unsteady': true, 'shortFesI.total': 28 }, 1.2)).toMatchObject({ concern: 0, assessed: 4 });
  });

  it('lists what can be worked on with what the guideline links to it, and not the history', () => {
    const { contributors } = scoreOf(weak, 0.6);
    expect(contributors.map((one) => one.domain)).toEqual(['strength', 'pace', 'staticBalance']);
    expect(contributors[1].text).toBe('Walking speed is 0.60 m/s, at or below 0.80 m/s. Timed Up and Go took 16 s, at or above 12 s.');
    for (const { advice } of contributors) {
      expect(advice.text).toContain('grade 1A');
      expect(advice.source.citation).toContain('Montero-Odasso 2022');
    }
  });

  it('says that the cut-offs are for older adults where the person is younger', () => {
    expect(scoreOf(strong, 1.2, 64).notes).toEqual(['The cut-offs are written for older adults; this person is 64.']);
    expect(scoreOf(strong, 1.2, 65).notes).toEqual([]);
  });

  it('names what is not assessed by this software yet', () => {
    const empty = evidenceDomains.filter((domain) => domain.rules.length === 0).map((domain) => domain.id);
    expect(empty).toEqual(['posture', 'medication', 'vision', 'bloodPressure']);
    const { domains } = riskReport({ metrics: [], answers: {}, participant: null });
    expect(domains.filter((d) => empty.includes(d.id))).toEqual(empty.map((id) => expect.objectContaining({ id, status: 'missing', voting: false, items: [] }) as unknown));
  });
});
