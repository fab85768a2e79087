import { describe, expect, it } from 'vitest';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { resultOf } from './inputs.ts';

const noQuestions: KnownAnswers = { 'falls.past12Months': 0, 'keyQuestions.unsteady': false, 'keyQuestions.worried': false, 'frailty.frail': false };
const noSeverity: KnownAnswers = {
  'falls.injuryNeedingPhysician': false,
  'falls.emergencyVisit': false,
  'falls.unableToGetUp': false,
  'falls.lossOfConsciousness': false,
  'frailty.frail': false,
};
const oneFall: KnownAnswers = { ...noSeverity, 'falls.past12Months': 1, 'keyQuestions.unsteady': false, 'keyQuestions.worried': false };

const CONCERN = 'Gait or balance concern outside the algorithm path';
const vectors: [what: string, answers: KnownAnswers, speedMps: number | undefined, byQuestions: string, byFalls: string, notes: string][] = [
  ['no fall, all no, 1.1 m/s', noQuestions, 1.1, 'low', 'low', ''],
  ['no fall, unsteady, 0.75 m/s', { ...noQuestions, 'keyQuestions.unsteady': true }, 0.75, 'intermediate', 'low', 'fallHistory'],
  ['no fall, all no, 0.75 m/s', noQuestions, 0.75, 'low', 'low', 'both'],
  ['one fall, steady, 1.1 m/s', oneFall, 1.1, 'low', 'low', ''],
  ['one fall, 0.80 m/s', oneFall, 0.8, 'intermediate', 'intermediate', ''],
  ['one fall, 0.81 m/s and TUG 15.0 s', { ...oneFall, 'functionTests.timedUpAndGoS': 15 }, 0.81, 'low', 'low', ''],
  ['one fall, 0.81 m/s and TUG 15.01 s', { ...oneFall, 'functionTests.timedUpAndGoS': 15.01 }, 0.81, 'intermediate', 'intermediate', ''],
  ['one fall, TUG 15.1 s', { ...oneFall, 'functionTests.timedUpAndGoS': 15.1 }, undefined, 'intermediate', 'intermediate', ''],
  ['one fall, TUG 15.0 s', { ...oneFall, 'functionTests.timedUpAndGoS': 15 }, undefined, 'low', 'low', ''],
  ['one fall and an emergency visit', { ...oneFall, 'falls.emergencyVisit': true }, 1.1, 'high', 'high', ''],
  ['one fall, could not get up', { ...oneFall, 'falls.unableToGetUp': true }, 1.1, 'high', 'high', ''],
  ['one fall with an injury', { ...oneFall, 'falls.injuryNeedingPhysician': true }, 1.1, 'high', 'high', ''],
  ['one fall with a faint', { ...oneFall, 'falls.lossOfConsciousness': true }, 1.1, 'high', 'high', ''],
  ['one fall in a frail person', { ...oneFall, 'frailty.frail': true }, 1.1, 'high', 'high', ''],
  ['two falls, 1.3 m/s', { ...oneFall, 'falls.past12Months': 2 }, 1.3, 'high', 'high', ''],
  ['two falls and nothing else known', { 'falls.past12Months': 2 }, undefined, 'high', 'high', ''],
  ['one fall, gait and TUG missing', oneFall, undefined, 'indeterminate', 'indeterminate', ''],
  ['one fall, slow, severity not asked', { 'falls.past12Months': 1 }, 0.7, 'indeterminate', 'indeterminate', ''],
  ['one fall, unsteady, 1.1 m/s', { ...oneFall, 'keyQuestions.unsteady': true }, 1.1, 'low', 'low', 'both'],
  ['no fall, worried, frail', { ...noQuestions, 'keyQuestions.worried': true, 'frailty.frail': true }, 1.1, 'high', 'low', ''],
  ['came because of a fall, all else no', { ...noSeverity, 'falls.presentedWithFall': true, 'falls.past12Months': 1 }, 1.1, 'low', 'low', ''],
  ['came because of a fall, count unknown', { ...noSeverity, 'falls.presentedWithFall': true }, 1.1, 'indeterminate', 'indeterminate', ''],
  ['nothing known', {}, undefined, 'indeterminate', 'indeterminate', ''],
];

describe('World Falls Guidelines 2022', () => {
  it.each(vectors)('reads %s', (_what, answers, speedMps, byQuestions, byFalls, notes) => {
    const questions = resultOf('wfg2022', answers, { speedMps });
    const falls = resultOf('wfg2022.fallHistory', answers, { speedMps });
    expect([questions.level, falls.level]).toEqual([byQuestions, byFalls]);
    const concerned = (result: typeof questions): boolean => result.notes.some((note) => note.startsWith(CONCERN));
    expect(concerned(questions)).toBe(notes === 'both');
    expect(questions.summary.includes('but there is a gait or balance concern')).toBe(notes === 'both');
    expect(concerned(falls)).toBe(notes === 'both' || notes === 'fallHistory');
  });

  it('tells value, cut-off and citation of every fired rule', () => {
    const { firedRules } = resultOf('wfg2022', { ...oneFall, 'functionTests.timedUpAndGoS': 16.24 }, { speedMps: 0.724 });
    expect(firedRules.map((rule) => rule.text)).toEqual([
      'The number of falls in the past 12 months is 1; 1 or more is enough to look closer.',
      'Walking speed is 0.72 m/s, at or below 0.80 m/s.',
      'Timed Up and Go took 16.24 s, above 15 s.',
    ]);
    for (const rule of firedRules) expect(rule.source.citation).toContain('Montero-Odasso 2022');
  });

  it('does not ask for the gait once a severity criterion is met', () => {
    const { level, inputsMissing, summary } = resultOf('wfg2022', { 'falls.past12Months': 3, 'frailty.frail': true });
    expect(level).toBe('high');
    expect(inputsMissing).toEqual([]);
    expect(summary).toBe('By the World Falls Guidelines the person belongs to the high risk group. The reason: number of falls and frailty.');
  });

  it('names both ways to settle the gait step', () => {
    expect(resultOf('wfg2022', oneFall).inputsMissing).toEqual(['gait.walkingSpeed', 'functionTests.timedUpAndGoS']);
    expect(resultOf('wfg2022', oneFall).summary).toBe(
      'The World Falls Guidelines level is not decided: it can still be low or intermediate. Not yet known: walking speed or Timed Up and Go time.',
    );
  });

  it('asks for everything where nothing is known', () => {
    expect(resultOf('wfg2022', {}).inputsMissing).toEqual([
      'falls.past12Months', 'keyQuestions.unsteady', 'keyQuestions.worried',
      'falls.injuryNeedingPhysician', 'falls.emergencyVisit', 'falls.unableToGetUp', 'falls.lossOfConsciousness',
      'frailty.frail', 'gait.walkingSpeed', 'functionTests.timedUpAndGoS',
    ]);
  });

  it.each([[4, 'low'], [5, 'high']])('reads a Clinical Frailty Scale of %i as %s and says the limit is its own', (scale, level) => {
    const notJudged = { ...oneFall, 'frailty.clinicalFrailtyScale': scale };
    delete notJudged['frailty.frail'];
    const result = resultOf('wfg2022', notJudged, { speedMps: 1.1 });
    expect(result.level).toBe(level);
    expect(result.notes.join(' ')).toContain('The guideline gives no limit for frailty. Surefoot reads');
  });

  it('lets the professional’s judgement overrule the frailty scale, and says so', () => {
    const result = resultOf('wfg2022', { ...oneFall, 'frailty.frail': false, 'frailty.clinicalFrailtyScale': 6 }, { speedMps: 1.1 });
    expect(result.level).toBe('low');
    expect(result.notes.join(' ')).toContain('do not agree; the judgement was used');
  });

  it('says how frailty was judged', () => {
    const result = resultOf('wfg2022', { ...oneFall, 'frailty.frail': true, 'frailty.method': 'frailtyPhenotype' });
    expect(result.firedRules.map((r) => r.text)).toContain('The person is judged frail by the frailty phenotype; frailty is enough for the high group.');
  });

  it('prompts a syncope evaluation after a loss of consciousness', () => {
    expect(resultOf('wfg2022', { ...oneFall, 'falls.lossOfConsciousness': true }).notes.join(' ')).toContain('syncope evaluation');
    expect(resultOf('wfg2022', { ...oneFall, 'falls.emergencyVisit': true }).notes.join(' ')).not.toContain('syncope');
  });

  it('says that frailty without a fall is read differently by a co-author', () => {
    const frail = { ...noQuestions, 'keyQuestions.worried': true, 'frailty.frail': true };
    expect(resultOf('wfg2022', frail).notes.join(' ')).toContain('frailty without a fall');
  });

  it('says that low is not zero', () => {
    expect(resultOf('wfg2022', noQuestions).notes.join(' ')).toContain('Low is not zero');
  });

  it('marks a speed exactly at the cut-off as borderline', () => {
    expect(resultOf('wfg2022', oneFall, { speedMps: 0.8 }).notes.join(' ')).toContain('exactly at the cut-off of 0.80 m/s');
  });

  it('remarks that a younger person is outside the group it was studied in', () => {
    expect(resultOf('wfg2022', noQuestions, { ageYears: 64 }).notes.join(' ')).toContain('this person is 64');
    expect(resultOf('wfg2022', noQuestions, { ageYears: 65 }).notes.join(' ')).not.toContain('this person');
  });
});
