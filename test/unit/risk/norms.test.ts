import { describe, expect, it } from 'vitest';
import { assessmentMetrics, metrics } from '../../../src/metrics/index.ts';
import type { Circumstances, MetricValue, Sex } from '../../../src/model/index.ts';
import { answerDefinitions, type KnownAnswers } from '../../../src/questionnaires/index.ts';
import { norms, normsOf, normsOfAnswers } from '../../../src/risk/index.ts';

const value = (id: string, number: number | null, flags?: readonly string[]): MetricValue => ({
  id, value: number, unit: 's', of: 'trial', n: 1, algorithm: `${id}@1`, site: 'lowerBack', source: 'measured', ...(flags ? { flags } : {}), ...(number === null ? { missing: 'Not there.' } : {}),
});
/** Statuses by norm. */
const ofAnswers = (answers: KnownAnswers, ageYears?: number, sex?: Sex) =>
  Object.fromEntries(normsOfAnswers(answers, { ageYears, sex }).map(({ norm, status }) => [norm, status]));
const textOf = (norm: string, answers: KnownAnswers, ageYears?: number, sex?: Sex) => normsOfAnswers(answers, { ageYears, sex }).find((one) => one.norm === norm)?.text;
const ofSpeed = (id: string, speed: number, taken: { protocol?: string; circumstances?: Circumstances }, ageYears = 75, sex: Sex = 'F') =>
  normsOf([value(id, speed)], { ageYears, sex }, { circumstances: {}, ...taken }).find(({ norm }) => norm === 'walkingSpeed.bohannonAndrews2011');

describe('norms of the timed up and go', () => {
  it.each([
    [59, 9, 'no-norm'], [60, 9, 'average'], [60, 9.004, 'average'], [60, 9.01, 'worse'], [69.9, 9.01, 'worse'], [70, 9.01, 'average'], [70, 10.2, 'average'], [79, 10.21, 'worse'],
    [80, 12.7, 'average'], [99, 12.71, 'worse'], [100, 12.71, 'no-norm'],
  ])('at %s years call %s s %s', (age, seconds, status) => {
    expect(ofAnswers({ 'functionTests.timedUpAndGoS': seconds }, age, 'F')['timedUpAndGo.bohannon2006']).toBe(status);
  });

  it.each([[11.99, 'within', 'within'], [12, 'beyond', 'within'], [15, 'beyond', 'within'], [15.004, 'beyond', 'within'], [15.01, 'beyond', 'beyond']])('hold %s s against 12 s and 15 s', (seconds, steadi, guidelines) => {
    expect(ofAnswers({ 'functionTests.timedUpAndGoS': seconds })).toMatchObject({ 'timedUpAndGo.steadi': steadi, 'timedUpAndGo.worldFallsGuidelines': guidelines });
  });

  it('are not asked without an age, and say so', () => {
    expect(textOf('timedUpAndGo.bohannon2006', { 'functionTests.timedUpAndGoS': 9 })).toBe('No norm: the table goes by age, and the age is missing.');
  });

  it('speak of the time from "go" to seated only', () => {
    expect(normsOf([value('tug.movementDuration', 13)], { ageYears: 75, sex: 'F' }, { circumstances: {} })).toEqual([]);
    expect(normsOf([value('tug.duration', 13)], { ageYears: 75, sex: 'F' }, { circumstances: {} })).toHaveLength(3);
  });
});

describe('norms of the chair stand', () => {
  it.each<[number, Sex, number, string]>([
    [59, 'F', 5, 'no-norm'], [60, 'F', 11, 'worse'], [60, 'F', 12, 'average'], [60, 'M', 13, 'worse'], [60, 'M', 14, 'average'], [64, 'M', 13, 'worse'], [65, 'M', 11, 'worse'], [65, 'M', 12, 'average'],
    [65, 'F', 10, 'worse'], [65, 'F', 11, 'average'], [94, 'F', 3, 'worse'], [94, 'F', 4, 'average'], [94, 'M', 6, 'worse'], [94, 'M', 7, 'average'], [95, 'M', 3, 'no-norm'],
  ])('at %s years (%s) call %s stands %s', (age, sex, stands, status) => {
    expect(ofAnswers({ 'functionTests.chairStandCount': stands }, age, sex)['chairStand.steadi']).toBe(status);
  });

  it('take hands used for no stand at all', () => {
    expect(ofAnswers({ 'functionTests.chairStandCount': 20, 'functionTests.chairStandHandsUsed': true }, 70, 'F')['chairStand.steadi']).toBe('worse');
    const measured = (handsUsed: boolean) => normsOf([value('chair.standCount', 20)], { ageYears: 70, sex: 'F' }, { circumstances: {}, handsUsed })[0].status;
    expect([measured(false), measured(true)]).toEqual(['average', 'worse']);
  });

  it.each([[59, 11, 'no-norm'], [60, 11.4, 'average'], [60, 11.41, 'worse'], [70, 12.6, 'average'], [79, 12.61, 'worse'], [80, 14.8, 'average'], [89, 14.81, 'worse'], [90, 14.81, 'no-norm']])(
    'at %s years call five in %s s %s',
    (age, seconds, status) => {
      expect(ofAnswers({ 'functionTests.fiveChairStandsS': seconds }, age)['fiveChairStands.bohannon2006']).toBe(status);
    },
  );

  it.each([[15, 'within'], [15.01, 'beyond']])('hold five in %s s against 15 s', (seconds, status) => {
    expect(ofAnswers({ 'functionTests.fiveChairStandsS': seconds })['fiveChairStands.ewgsop2']).toBe(status);
  });
});

describe('norms of walking speed', () => {
  it('are means without a band: a value is shown beside its mean, not judged', () => {
    expect(ofSpeed('gait.walkingSpeed', 1.03, { protocol: 'walk' })).toMatchObject({
      status: 'mean', text: '1.03 m/s is 0.10 m/s below the mean of 1.13 m/s for women of 70 to 79 years. The source gives no band, so it is not judged.',
    });
  });

  it.each<[number, Sex, string]>([[19, 'M', 'table has no row for 19'], [20, 'M', '1.36'], [49, 'F', '1.39'], [80, 'M', '0.97'], [99, 'F', '0.94'], [100, 'F', 'no row for 100']])('at %s years (%s) say %s', (age, sex, words) => {
    expect(ofSpeed('gait.walkingSpeed', 1, { protocol: 'walk' }, age, sex)?.text).toContain(words);
  });

  it('do not hold for a course that is timed from "go", nor for another walk than the usual one', () => {
    expect(ofSpeed('walk.courseSpeed', 1, { protocol: 'fourMetreWalk', circumstances: { courseLengthM: 4 } })?.status).toBe('no-norm');
    expect(ofSpeed('walk.courseSpeed', 1, { protocol: 'tenMetreWalk', circumstances: { courseLengthM: 10 } })?.status).toBe('mean');
    expect(ofSpeed('gait.walkingSpeed', 1, { protocol: 'dualTaskWalk', circumstances: { task: 'dual' } })?.status).toBe('no-norm');
    expect(ofSpeed('walk.courseSpeed', 1, { protocol: 'backwardWalk', circumstances: { direction: 'backward' } })?.status).toBe('no-norm');
  });

  it.each([[0.8, 'beyond'], [0.804, 'beyond'], [0.81, 'within']])('hold %s m/s against 0.80 m/s', (speed, status) => {
    const found = normsOf([value('gait.walkingSpeed', speed)], {}, { protocol: 'walk', circumstances: {} });
    expect(found.find(({ norm }) => norm === 'walkingSpeed.worldFallsGuidelines')?.status).toBe(status);
  });
});

describe('norms of stances', () => {
  it('do not hold a one-leg stance that is stopped at 10 s against a longer mean', () => {
    expect(textOf('oneLegStance.bohannon2006', { 'functionTests.oneLegStanceS': 10 }, 70)).toBe('No norm: the stance was stopped at 10 s, and the mean for people of 70 to 79 years is 17.2 s.');
    expect(ofAnswers({ 'functionTests.oneLegStanceS': 9.99 }, 70)['oneLegStance.bohannon2006']).toBe('mean');
    expect(ofAnswers({ 'functionTests.oneLegStanceS': 10 }, 80)['oneLegStance.bohannon2006']).toBe('mean');
  });

  it('go by how the feet stood, with eyes open on firm ground', () => {
    const of = (circumstances: Circumstances) => normsOf([value('stance.heldTime', 9.99)], { ageYears: 75 }, { circumstances }).map(({ norm, status }) => [norm, status]);
    expect(of({ feet: 'tandem' })).toEqual([['tandemStance.steadi', 'beyond']]);
    expect(of({ feet: 'tandem', surface: 'foam' })).toEqual([]);
    expect(of({ feet: 'oneLeg', eyes: 'open' })).toEqual([['oneLegStance.bohannon2006', 'mean']]);
    expect(of({ feet: 'oneLeg', eyes: 'closed' })).toEqual([['oneLegStance.bohannon2006', 'no-norm']]);
    expect(of({ feet: 'together' })).toEqual([]);
  });
});

describe('norms', () => {
  it('say nothing of a value that is missing or cannot be right', () => {
    expect(normsOf([value('gait.walkingSpeed', null), value('gait.walkingSpeed', 9, ['outsidePlausibleRange'])], { ageYears: 75, sex: 'F' }, { circumstances: {} })).toEqual([]);
  });

  it.each([[8, 'beyond'], [9, 'within']])('hold %s points of the battery against 8', (points, status) => {
    expect(normsOf([value('sppb.total', points)], {}, { circumstances: {} })).toMatchObject([{ status }]);
  });

  it('each have an id of their own and a citation', () => {
    expect(new Set(norms.map(({ id }) => id)).size).toBe(norms.length);
    for (const { source } of norms) expect(source.doi ?? source.url ?? source.citation).toBeTruthy();
  });

  it('speak of answers that can be given', () => {
    const known = [...metrics, ...assessmentMetrics, ...answerDefinitions].map(({ id }): string => id);
    for (const id of norms.flatMap(({ outcomes }) => outcomes).filter((one) => one.startsWith('functionTests.') || one.startsWith('gait.') || one.startsWith('sppb.'))) expect(known).toContain(id);
  });
});
