import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { resultOf } from './inputs.ts';

const MODEL = 'wfgModified2024';
const TUG = 'functionTests.timedUpAndGoS';
const notSevere: KnownAnswers = {
  'falls.past12Months': 1,
  'falls.injuryNeedingPhysician': false,
  'falls.emergencyVisit': false,
  'falls.unableToGetUp': false,
  'falls.lossOfConsciousness': false,
  'frailty.frail': false,
};
const noFall: KnownAnswers = { 'falls.past12Months': 0, 'frailty.frail': false };

describe('World Falls Guidelines, modified 2024', () => {
  it.each<[what: string, answers: KnownAnswers, tugS: number | undefined, level: string]>([
    ['no fall, TUG 9.99 s', noFall, 9.99, 'low'],
    ['no fall, TUG 10.00 s', noFall, 10, 'low'],
    ['no fall, TUG 10.004 s, which is shown as 10.00', noFall, 10.004, 'low'],
    ['no fall, TUG 10.01 s', noFall, 10.01, 'intermediate'],
    ['no fall, frailty unknown, TUG 10.01 s', { 'falls.past12Months': 0 }, 10.01, 'intermediate'],
    ['no fall, frail, TUG 10.00 s', { ...noFall, 'frailty.frail': true }, 10, 'low'],
    ['no fall, TUG missing', noFall, undefined, 'indeterminate'],
    ['one fall, TUG 10.00 s', notSevere, 10, 'low'],
    ['one fall, TUG 10.01 s', notSevere, 10.01, 'intermediate'],
    ['one fall, TUG missing', notSevere, undefined, 'indeterminate'],
    ['one fall in a frail person', { ...notSevere, 'frailty.frail': true }, 8, 'high'],
    ['one fall, Clinical Frailty Scale 5', { ...notSevere, 'frailty.frail': undefined, 'frailty.clinicalFrailtyScale': 5 }, 8, 'high'],
    ['one fall with an injury', { ...notSevere, 'falls.injuryNeedingPhysician': true }, 8, 'high'],
    ['one fall with an emergency visit', { ...notSevere, 'falls.emergencyVisit': true }, 8, 'high'],
    ['one fall, unable to get up', { ...notSevere, 'falls.unableToGetUp': true }, 8, 'high'],
    ['one fall with a faint', { ...notSevere, 'falls.lossOfConsciousness': true }, 8, 'high'],
    ['two falls, TUG missing', { 'falls.past12Months': 2 }, undefined, 'high'],
    ['one fall, severity unknown, TUG 8 s', { 'falls.past12Months': 1 }, 8, 'indeterminate'],
    ['falls unknown, TUG 12 s', { 'frailty.frail': false }, 12, 'indeterminate'],
    ['nothing known', {}, undefined, 'indeterminate'],
  ])('reads %s', (_what, answers, tugS, level) => {
    const known = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as KnownAnswers;
    expect(resultOf(MODEL, tugS === undefined ? known : { ...known, [TUG]: tugS }).level).toBe(level);
  });

  it('gives the reason with value, cut-off and citation', () => {
    const { summary, firedRules, source } = resultOf(MODEL, { ...noFall, [TUG]: 10.01 });
    expect(summary).toBe('By the modified World Falls Guidelines the person belongs to the intermediate risk group. The reason: the Timed Up and Go is slow, and no severity criterion is met.');
    expect(firedRules).toMatchObject([{ rule: 'timedUpAndGo', text: 'Timed Up and Go took 10.01 s, above 10 s.' }]);
    expect([source.citation, firedRules[0].source.citation].every((citation) => citation.includes('Sturnieks 2024'))).toBe(true);
  });

  it('marks a time at its cut-off as borderline, and none further away', () => {
    const borderline = (tugS: number): boolean => resultOf(MODEL, { ...noFall, [TUG]: tugS }).notes.some((note) => note.startsWith('Borderline'));
    expect([9.94, 9.95, 10, 10.04, 10.05].map(borderline)).toEqual([false, true, true, true, false]);
  });

  it('tells of slow walking that it does not ask for', () => {
    const notes = (speedMps: number): string => resultOf(MODEL, { ...noFall, [TUG]: 9 }, { speedMps }).notes.join(' ');
    expect(notes(0.8)).toContain('Gait concern outside the algorithm path: walking speed is 0.80 m/s');
    expect(notes(0.81)).not.toContain('Gait concern');
  });

  it('names a person outside the ages it was found in', () => {
    const told = (ageYears: number): boolean => resultOf(MODEL, noFall, { ageYears }).notes.some((note) => note.includes('this person is'));
    expect([69, 70, 90.9, 91].map(told)).toEqual([true, false, false, true]);
  });

  it('says that its intermediate group fell about as often as its low group', () => {
    expect(resultOf(MODEL, { ...noFall, [TUG]: 11 }).notes.join(' ')).toContain('fell about as often as its low group');
    expect(resultOf(MODEL, { ...noFall, [TUG]: 9 }).notes.join(' ')).not.toContain('about as often');
  });

  const severities = ['falls.injuryNeedingPhysician', 'falls.emergencyVisit', 'falls.unableToGetUp', 'falls.lossOfConsciousness'] as const;
  /** The abstract once more, for complete answers. */
  const published = (a: KnownAnswers): string =>
    a['falls.past12Months']! > 1 || (a['falls.past12Months'] === 1 && (a['frailty.frail'] || severities.some((id) => a[id]))) ? 'high'
    : a[TUG]! > 10 ? 'intermediate'
    : 'low';

  it('is undecided exactly where the open answers can lead to two levels, and names exactly those that can change it', () => {
    const ids = ['falls.past12Months', severities[0], severities[1], 'frailty.frail', TUG] as const;
    const choices: Record<string, readonly (number | boolean)[]> = { [ids[0]]: [0, 1, 2], [ids[1]]: [false, true], [ids[2]]: [false, true], [ids[3]]: [false, true], [TUG]: [9, 11] };
    const extend = (worlds: KnownAnswers[], id: string, values: readonly (number | boolean | undefined)[]): KnownAnswers[] =>
      worlds.flatMap((world) => values.map((value) => (value === undefined ? world : { ...world, [id]: value })));
    const consistent = (a: KnownAnswers): boolean => a['falls.past12Months'] !== 0 || !severities.some((id) => a[id]);
    const rest: KnownAnswers[] = [{ [severities[2]]: false, [severities[3]]: false }];
    const cases = ids.reduce((all, id) => extend(all, id, [undefined, ...choices[id]]), rest).filter(consistent);
    expect(cases.length).toBeGreaterThan(200);
    for (const known of cases) {
      const open = ids.filter((id) => known[id] === undefined);
      const worlds = open.reduce((all, id) => extend(all, id, choices[id]), [known]).filter(consistent);
      const levels = new Set(worlds.map(published));
      const decisive = open.filter((id) => worlds.some((one) => choices[id].some((value) => {
        const other: KnownAnswers = { ...one, [id]: value };
        return consistent(other) && published(other) !== published(one);
      })));
      const { level, inputsMissing } = resultOf(MODEL, known);
      const shown = { known, level, inputsMissing: [...inputsMissing].sort() };
      const expected = levels.size === 1 ? { level: [...levels][0], inputsMissing: [] } : { level: 'indeterminate', inputsMissing: decisive.sort() };
      expect(shown).toEqual({ known, ...expected });
    }
  });

  it('never calls low a person whom more than 10 s of Timed Up and Go would make intermediate', () => {
    fc.assert(fc.property(fc.double({ min: 10.01, max: 600, noNaN: true }), fc.constantFrom(noFall, notSevere), (tugS, answers) => {
      expect(resultOf(MODEL, { ...answers, [TUG]: tugS }).level).toBe('intermediate');
    }));
  });
});
