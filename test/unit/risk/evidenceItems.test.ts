import { describe, expect, it } from 'vitest';
import type { EvidenceItem, MetricValue } from '../../../src/model/index.ts';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { riskReport } from '../../../src/risk/index.ts';
import type { Person } from './inputs.ts';
import { walkingSpeed } from './inputs.ts';

const CHAIR = 'functionTests.chairStandCount';
const HANDS = 'functionTests.chairStandHandsUsed';
const TUG = 'functionTests.timedUpAndGoS';
const TANDEM = 'functionTests.tandemStanceS';
const FES = 'shortFesI.total';
const woman78: Person = { ageYears: 78, sex: 'F' };

function itemOf(id: string, answers: KnownAnswers, metrics: readonly MetricValue[] = [], person: Person = {}): EvidenceItem {
  const found = riskReport({ metrics, answers, participant: person }).domains.flatMap((d) => d.items).find((item) => item.id === id);
  if (!found) throw new Error(`the profile has no ${id}`);
  return found;
}

function metric(id: string, value: number, flags?: readonly string[]): MetricValue {
  return { ...walkingSpeed(value, 'measured', flags), id, unit: 's', algorithm: `${id}@3` };
}

describe('walking speed as evidence', () => {
  it.each([
    [0.73, 'concern'], [0.734, 'concern'], [0.74, 'borderline'], [0.79, 'borderline'], [0.8, 'borderline'], [0.81, 'borderline'], [0.86, 'borderline'], [0.864, 'borderline'], [0.87, 'ok'], [1.2, 'ok'],
  ])('measured at %d m/s is %s: one standard error of 0.06 m/s on either side is borderline, its edge included', (mps, status) => {
    expect(itemOf('gait.walkingSpeed', {}, [walkingSpeed(mps)]).status).toBe(status);
  });

  it.each([[0.79, 'concern'], [0.8, 'borderline'], [0.81, 'ok']])('by stopwatch at %d m/s is %s: the error of a sensor does not apply', (mps, status) => {
    const item = itemOf('gait.walkingSpeed', {}, [walkingSpeed(mps, 'entered')]);
    expect(item).toMatchObject({ status, origin: { kind: 'entered' } });
    expect(item.origin).not.toHaveProperty('algorithm');
    expect(item.threshold).not.toHaveProperty('sem');
  });

  it('carries algorithm, cut-off, citation and the people its error was found in', () => {
    const item = itemOf('gait.walkingSpeed', {}, [walkingSpeed(0.7)]);
    expect(item).toMatchObject({ value: 0.7, unit: 'm/s', grade: 'A', domain: 'pace', origin: { kind: 'measured', algorithm: 'gait.walkingSpeed@1' }, inputsMissing: [] });
    expect(item.threshold).toMatchObject({ text: '0.80 m/s or less', value: 0.8, sem: { value: 0.06 } });
    expect(item.threshold?.sem?.population).toContain('geriatric patients');
    expect(item.source.citation).toContain('Montero-Odasso 2022');
    expect(item.text).toBe('Walking speed is 0.70 m/s, at or below 0.80 m/s.');
    expect(itemOf('gait.walkingSpeed', {}, [walkingSpeed(0.82)]).text).toContain('geriatric patients');
  });

  it('outside the plausible range is not used', () => {
    expect(itemOf('gait.walkingSpeed', {}, [walkingSpeed(3.9, 'measured', ['outsidePlausibleRange'])])).toMatchObject({ status: 'invalid', value: 3.9, flags: ['outsidePlausibleRange'] });
  });

  it('that is missing says why', () => {
    const item = itemOf('gait.walkingSpeed', {}, [walkingSpeed(null)]);
    expect(item).toMatchObject({ status: 'missing', value: null, inputsMissing: ['gait.walkingSpeed'] });
    expect(item.text).toContain('height is not known');
  });
});

describe('stopwatch tests as evidence', () => {
  it.each([[11.94, 'ok'], [11.95, 'borderline'], [11.99, 'borderline'], [12, 'borderline'], [12.04, 'borderline'], [12.05, 'concern'], [15.01, 'concern']])(
    'a Timed Up and Go of %d s is %s: no standard error is known, so what reads like 12.0 s is borderline',
    (tugS, status) => {
      const item = itemOf(TUG, { [TUG]: tugS });
      expect(item).toMatchObject({ status, value: tugS, unit: 's', domain: 'pace', grade: 'A', origin: { kind: 'entered' } });
      expect(item.threshold).not.toHaveProperty('sem');
    },
  );

  it.each([[0, 'concern'], [9.94, 'concern'], [9.95, 'borderline'], [9.99, 'borderline'], [10, 'ok'], [12, 'ok']])('a tandem stance of %d s is %s', (heldS, status) => {
    expect(itemOf(TANDEM, { [TANDEM]: heldS })).toMatchObject({ status, domain: 'staticBalance', grade: 'A' });
  });
});

describe('the chair stand as evidence', () => {
  it.each<[sex: 'F' | 'M', ageYears: number, count: number, status: string]>([
    ['F', 59, 5, 'noCutOff'], ['F', 60, 11, 'concern'], ['F', 60, 12, 'borderline'], ['F', 60, 13, 'ok'], ['F', 64.9, 11, 'concern'], ['F', 65, 11, 'borderline'],
    ['F', 94, 3, 'concern'], ['F', 94, 4, 'borderline'], ['F', 94, 5, 'ok'], ['F', 95, 0, 'noCutOff'], ['M', 78, 10, 'concern'], ['M', 78, 11, 'borderline'], ['M', 78, 12, 'ok'],
  ])('of %s at %d years with %i stands is %s: the cut-off itself lies within one standard error of 0.67 stands', (sex, ageYears, count, status) => {
    expect(itemOf(CHAIR, { [CHAIR]: count, [HANDS]: false }, [], { sex, ageYears }).status).toBe(status);
  });

  it('names the people of its standard error', () => {
    const item = itemOf(CHAIR, { [CHAIR]: 10, [HANDS]: false }, [], woman78);
    expect(item.threshold).toMatchObject({ value: 10, sem: { value: 0.67 } });
    expect(item.text).toContain('99 healthy people of 71 years on average');
  });

  it('with the hands scores 0, whatever was counted', () => {
    expect(itemOf(CHAIR, { [CHAIR]: 15, [HANDS]: true }, [], woman78)).toMatchObject({ status: 'concern', value: 0 });
  });

  it('cannot be compared without age and sex, and asks for them', () => {
    expect(itemOf(CHAIR, { [CHAIR]: 9 })).toMatchObject({ status: 'missing', value: 9, inputsMissing: ['participant.ageYears', 'participant.sex'] });
    expect(itemOf(CHAIR, { [CHAIR]: 9 }, [], { ageYears: 78 })).toMatchObject({ status: 'missing', inputsMissing: ['participant.sex'] });
  });

  it('stays open while it is not known whether the hands were used', () => {
    expect(itemOf(CHAIR, { [CHAIR]: 12 }, [], woman78)).toMatchObject({ status: 'ok', inputsMissing: [HANDS] });
  });
});

describe('falls as evidence', () => {
  it.each<[answers: KnownAnswers, status: string, value: number | boolean | null]>([
    [{}, 'missing', null],
    [{ 'falls.past12Months': 0 }, 'ok', 0],
    [{ 'falls.past12Months': 1 }, 'concern', 1],
    [{ 'keyQuestions.fell': false }, 'ok', false],
    [{ 'falls.emergencyVisit': true }, 'concern', true],
  ])('%o is %s', (answers, status, value) => {
    expect(itemOf('falls.past12Months', answers)).toMatchObject({ status, value, grade: 'A', domain: 'history' });
  });
});

describe('evidence without an accepted cut-off', () => {
  it.each(['gait.strideTimeVariabilitySd', 'gait.harmonicRatioV', 'turn.duration', 'turn.peakVelocity', 'gait.stepTimeAsymmetry'])('%s shows its number and is not judged, however extreme it is', (id) => {
    for (const value of [0.01, 1, 400]) {
      const item = itemOf(id, {}, [metric(id, value, ['short'])]);
      expect(item).toMatchObject({ status: 'noCutOff', value, flags: ['short'], origin: { algorithm: `${id}@3` } });
      expect(item.text).toContain('There is no accepted cut-off.');
      expect(item).not.toHaveProperty('threshold');
    }
  });

  it.each([[8, 'ok', 'low'], [9, 'borderline', 'moderate'], [10, 'watch', 'moderate'], [13, 'watch', 'moderate'], [14, 'watch', 'high'], [28, 'watch', 'high']])('a Short FES-I of %i is %s', (total, status, level) => {
    const item = itemOf(FES, { [FES]: total });
    expect(item).toMatchObject({ status, grade: 'B', domain: 'confidence' });
    expect(item.text).toContain(`${level} concern about falling`);
  });

  it('worry and unsteadiness ask to watch', () => {
    expect(itemOf('keyQuestions.worried', { 'keyQuestions.worried': true })).toMatchObject({ status: 'watch', value: true, grade: 'B' });
    expect(itemOf('keyQuestions.unsteady', { 'keyQuestions.unsteady': false })).toMatchObject({ status: 'ok', value: false });
  });
});
