import { describe, expect, it } from 'vitest';
import type { Sex } from '../../../src/model/index.ts';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { resultOf } from './inputs.ts';

const negative: KnownAnswers = { 'falls.past12Months': 0, 'keyQuestions.unsteady': false, 'keyQuestions.worried': false };
const positive: KnownAnswers = { ...negative, 'keyQuestions.worried': true };
const steadi = (answers: KnownAnswers, ageYears: number | undefined = 72, sex?: Sex) =>
  resultOf('steadi2019', answers, { ...(ageYears !== undefined && { ageYears }), ...(sex && { sex }) });
const ruleNames = (answers: KnownAnswers, age?: number, sex?: Sex): string[] => steadi(answers, age, sex).firedRules.map((r) => r.rule);

describe('the STEADI screen', () => {
  it.each<[string, KnownAnswers, string]>([
    ['all key questions no', negative, 'notAtRisk'],
    ['one fall', { ...negative, 'falls.past12Months': 1 }, 'atRisk'],
    ['unsteady', { ...negative, 'keyQuestions.unsteady': true }, 'atRisk'],
    ['worried', positive, 'atRisk'],
    ['checklist 3, no fall', { 'stayIndependent.total': 3, 'falls.past12Months': 0 }, 'notAtRisk'],
    ['checklist 3 with a fall', { 'stayIndependent.total': 3, 'falls.past12Months': 1 }, 'atRisk'],
    ['checklist 3, the fall not asked', { 'stayIndependent.total': 3 }, 'indeterminate'],
    ['checklist 4, nothing else', { 'stayIndependent.total': 4 }, 'atRisk'],
    ['checklist 4, all key questions no', { ...negative, 'stayIndependent.total': 4 }, 'atRisk'],
    ['checklist 3 but worried', { ...positive, 'stayIndependent.total': 3 }, 'atRisk'],
    ['one key question open', { 'falls.past12Months': 0, 'keyQuestions.unsteady': false }, 'indeterminate'],
    ['a fall with an injury, the count not asked', { 'falls.injuryNeedingPhysician': true }, 'atRisk'],
    ['nothing known', {}, 'indeterminate'],
  ])('reads %s', (_what, answers, level) => {
    expect(steadi(answers).level).toBe(level);
  });

  it.each([[59, 'notApplicable'], [60, 'notApplicable'], [64, 'notApplicable'], [64.9, 'notApplicable'], [65, 'atRisk'], [94, 'atRisk'], [95, 'atRisk']])(
    'applies from 65 years on: %f years is %s',
    (age, level) => {
      expect(steadi(positive, age).level).toBe(level);
    },
  );

  it('says why it does not apply to a younger person', () => {
    expect(steadi(positive, 64)).toMatchObject({
      firedRules: [],
      inputsMissing: [],
      summary: 'STEADI is written for people of 65 years and older. This person is 64, so it gives no level.',
    });
  });

  it('is undecided without an age, even with a positive answer', () => {
    const result = resultOf('steadi2019', positive);
    expect(result).toMatchObject({ level: 'indeterminate', inputsMissing: ['participant.ageYears'] });
    expect(result.summary).toContain('Not yet known: age.');
  });

  it('names the shortest way to a level in its summary', () => {
    expect(steadi({ 'stayIndependent.total': 3 }).summary).toBe('The STEADI level is not decided. Not yet known: number of falls.');
    expect(steadi({ 'falls.past12Months': 0 }).summary).toBe(
      'The STEADI level is not decided. Not yet known: feeling unsteady and worry about falling, or Stay Independent total instead.',
    );
  });

  it('marks a checklist total of 4 as exactly at the cut-off', () => {
    expect(steadi({ 'stayIndependent.total': 4 }).notes.join(' ')).toContain('exactly at the cut-off of 4');
    expect(steadi({ 'stayIndependent.total': 5 }).notes.join(' ')).not.toContain('Borderline');
  });
});

describe('the STEADI assessment', () => {
  it.each([[11.99, false], [12, true], [12.01, true]])('finds a gait deficit at a Timed Up and Go of %f s: %s', (tug, found) => {
    const answers = { ...positive, 'functionTests.timedUpAndGoS': tug };
    expect(ruleNames(answers).includes('timedUpAndGo')).toBe(found);
    expect(steadi(answers).notes.join(' ')).toContain('Borderline: Timed Up and Go');
  });

  it.each([[9.99, true], [10, false], [0, true]])('finds a balance deficit at a tandem stance of %f s: %s', (held, found) => {
    expect(ruleNames({ ...positive, 'functionTests.tandemStanceS': held }).includes('tandemStance')).toBe(found);
  });

  it('does not call a full tandem stance of 10 s borderline', () => {
    expect(steadi({ ...positive, 'functionTests.tandemStanceS': 10 }).notes.join(' ')).not.toContain('Borderline');
    expect(steadi({ ...positive, 'functionTests.tandemStanceS': 9.99 }).notes.join(' ')).toContain('just below the cut-off of 10 s');
  });

  const rows: [age: number, men: number, women: number][] = [
    [65, 12, 11], [69, 12, 11], [70, 12, 10], [74, 12, 10], [75, 11, 10], [79, 11, 10],
    [80, 10, 9], [84, 10, 9], [85, 8, 8], [89, 8, 8], [90, 7, 4], [94, 7, 4],
  ];
  it.each(rows)('holds the chair stand at %i years against %i for men and %i for women', (age, men, women) => {
    const found = (stands: number, sex: Sex): boolean =>
      ruleNames({ ...positive, 'functionTests.chairStandCount': stands, 'functionTests.chairStandHandsUsed': false }, age, sex).includes('chairStand');
    expect([found(men - 1, 'M'), found(men, 'M'), found(women - 1, 'F'), found(women, 'F')]).toEqual([true, false, true, false]);
  });

  it('scores 0 where the hands were used, whatever was counted', () => {
    const result = steadi({ ...positive, 'functionTests.chairStandCount': 15, 'functionTests.chairStandHandsUsed': true }, 72, 'F');
    expect(result.firedRules.at(-1)?.text).toBe('The hands were needed in the chair stand, which scores 0 stands, below 10 for women of 72 years: a deficit of strength.');
    expect(ruleNames({ ...positive, 'functionTests.chairStandHandsUsed': true }, 72, 'M')).toContain('chairStand');
  });

  it('compares with no norm where the table has no row or the sex is unknown', () => {
    const stands = { ...positive, 'functionTests.chairStandCount': 1, 'functionTests.chairStandHandsUsed': false };
    for (const result of [steadi(stands, 95, 'F'), steadi(stands, 72)]) {
      expect(result.firedRules.map((r) => r.rule)).toEqual(['worried']);
      expect(result.notes.join(' ')).toContain('no-norm: the chair stand cannot be compared');
      expect(result.summary).not.toContain('no deficit');
    }
  });

  it('adds deficits of gait, strength and balance to the reasons of a positive screen', () => {
    const result = steadi({ ...positive, 'functionTests.timedUpAndGoS': 14.2, 'functionTests.chairStandCount': 8, 'functionTests.chairStandHandsUsed': false, 'functionTests.tandemStanceS': 6 }, 72, 'F');
    expect(result.firedRules.map((r) => r.text)).toEqual([
      'The person worries about falling; 1 yes to the three key questions is a positive screen.',
      'Timed Up and Go took 14.2 s, at or above 12 s: a deficit of gait.',
      'The chair stand count is 8 in 30 s, below 10 for women of 72 years: a deficit of strength.',
      'The tandem stance was held for 6 s, below 10 s: a deficit of balance.',
    ]);
    expect(result.summary).toContain('The function tests show a deficit of gait, strength and balance.');
  });

  it('leaves the level to the screen: at risk with normal tests, not at risk with a poor one', () => {
    const normal = steadi({ ...positive, 'functionTests.timedUpAndGoS': 8 });
    expect(normal.level).toBe('atRisk');
    expect(normal.notes.join(' ')).toContain('show no deficit. The screen stands');
    const poor = steadi({ ...negative, 'functionTests.timedUpAndGoS': 14 });
    expect(poor).toMatchObject({ level: 'notAtRisk', firedRules: [] });
    expect(poor.summary).toContain('All the same, the function tests show a deficit of gait.');
    expect(poor.notes.join(' ')).toContain('Found outside the algorithm path: Timed Up and Go took 14 s');
  });

  it('asks for the assessment where none is entered', () => {
    expect(steadi(positive).notes.join(' ')).toContain('The Timed Up and Go is the recommended one');
    expect(steadi(negative).notes).toEqual([]);
  });
});
