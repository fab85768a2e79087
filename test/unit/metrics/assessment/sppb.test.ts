import { describe, expect, it } from 'vitest';
import { assessmentMetrics, batteriesOf, evaluateAssessment, type Assessed, type AssessedTrial } from '../../../../src/metrics/index.ts';
import type { Answers, Circumstances, MetricValue, Outcome } from '../../../../src/model/index.ts';
import { answerDefinitions } from '../../../../src/questionnaires/index.ts';

const full: Answers = {
  'functionTests.sideBySideStanceS': 10,
  'functionTests.semiTandemStanceS': 10,
  'functionTests.tandemStanceS': 10,
  'functionTests.fourMetreWalkS': 4,
  'functionTests.fiveChairStandsS': 10,
};
const without = (...ids: string[]): Answers => Object.fromEntries(Object.entries(full).filter(([id]) => !ids.includes(id)));
const measured = (id: string, value: number | null): MetricValue => ({
  id, value, unit: 's', of: 'trial', n: 1, algorithm: `${id}@1`, site: 'lowerBack', source: 'measured', ...(value === null ? { missing: 'It was too short.' } : {}),
});
const trial = (protocol: string, values: readonly MetricValue[], more: { outcome?: Outcome; circumstances?: Circumstances } = {}): AssessedTrial => ({
  protocol, outcome: 'done', circumstances: {}, values, ...more,
});
const sppb = (answers: Answers, trials: readonly AssessedTrial[] = []) => batteriesOf({ answers, trials }).find(({ id }) => id === 'sppb');
const points = (answers: Answers, part: string, trials: readonly AssessedTrial[] = []) => sppb(answers, trials)?.parts.find(({ id }) => id === part)?.points;

describe('the Short Physical Performance Battery', () => {
  it('adds up to twelve for somebody who does all of it well', () => {
    expect(sppb(full)).toMatchObject({ total: 12, between: [12, 12], most: 12, text: '12 of 12 points.' });
  });

  it.each([
    [3, 4], [4.81, 4], [4.814, 4], [4.815, 3], [4.82, 3], [6.2, 3], [6.204, 3], [6.205, 2], [6.21, 2], [8.7, 2], [8.704, 2], [8.71, 1], [60, 1],
  ])('gives a walk over 4 m in %s s %s points', (seconds, expected) => {
    expect(points({ ...full, 'functionTests.fourMetreWalkS': seconds }, 'walk')).toBe(expected);
  });

  it.each([[2, 4], [3.61, 4], [3.62, 3], [4.65, 3], [4.66, 2], [6.52, 2], [6.53, 1], [30, 1]])('gives a walk over 3 m in %s s %s points', (seconds, expected) => {
    expect(points({ ...without('functionTests.fourMetreWalkS'), 'functionTests.threeMetreWalkS': seconds }, 'walk')).toBe(expected);
  });

  it.each([[8, 4], [11.19, 4], [11.2, 3], [13.69, 3], [13.7, 2], [16.69, 2], [16.7, 1], [59, 1]])('gives five chair stands in %s s %s points', (seconds, expected) => {
    expect(points({ ...full, 'functionTests.fiveChairStandsS': seconds }, 'chair')).toBe(expected);
  });

  it.each([
    [9.99, 10, 10, 0], [0, 10, 10, 0], [10, 9.99, 10, 1], [10, 0, 10, 1], [10, 10, 0, 2], [10, 10, 2.99, 2], [10, 10, 3, 3], [10, 10, 9.99, 3], [10, 10, 9.994, 3], [10, 10, 9.996, 4], [10, 10, 10, 4], [30, 30, 30, 4],
  ])('gives stances of %s, %s and %s s %s points', (sideBySide, semiTandem, tandem, expected) => {
    const answers = { ...full, 'functionTests.sideBySideStanceS': sideBySide, 'functionTests.semiTandemStanceS': semiTandem, 'functionTests.tandemStanceS': tandem };
    expect(points(answers, 'balance')).toBe(expected);
  });

  it('needs no harder stance once one was not held', () => {
    expect(points({ ...without('functionTests.semiTandemStanceS', 'functionTests.tandemStanceS'), 'functionTests.sideBySideStanceS': 4 }, 'balance')).toBe(0);
  });

  it.each([
    ['functionTests.fiveChairStandsS', 'functionTests.fiveChairStandsOutcome', 'chair'],
    ['functionTests.fourMetreWalkS', 'functionTests.shortWalkOutcome', 'walk'],
  ])('scores 0 where %s is missing because the person was unable', (time, outcome, part) => {
    const battery = sppb({ ...without(time), [outcome]: 'unable' });
    expect(battery).toMatchObject({ total: 8 });
    expect(battery?.parts.find(({ id }) => id === part)).toMatchObject({ points: 0, from: 'outcome', text: expect.stringContaining('tried, unable') as string });
  });

  it.each([
    ['refused', 'was refused'], ['unsafe', 'was not safe to do'], ['technical', 'failed for technical reasons'], ['notDone', 'was not done'],
  ])('is incomplete, and says so, where the chair stands ended as %s', (outcome, words) => {
    const battery = sppb({ ...without('functionTests.fiveChairStandsS'), 'functionTests.fiveChairStandsOutcome': outcome });
    expect(battery).toMatchObject({ total: null, between: [8, 12], text: 'Not complete: chair stands has no result. Between 8 and 12 of 12 points are possible.' });
    expect(battery?.parts[2].text).toBe(`Five chair stands: ${words}.`);
  });

  it('says which stances could still count where the tandem stance has no result', () => {
    expect(sppb(without('functionTests.tandemStanceS'))).toMatchObject({ total: null, between: [10, 12] });
  });

  it('takes what was recorded where nothing was entered, and the outcome of a trial', () => {
    const trials = [
      trial('stanceSideBySide', [measured('stance.heldTime', 30)], { circumstances: { feet: 'together', eyes: 'open' } }),
      trial('stanceSemiTandem', [measured('stance.heldTime', 10)]),
      trial('stanceTandem', [], { outcome: 'unable' }),
      trial('fourMetreWalk', [measured('walk.courseTime', 4)], { circumstances: { courseLengthM: 3 } }),
      trial('fiveTimesSitToStand', [measured('chair.fiveTimesDuration', 12)]),
    ];
    expect(sppb({}, trials)?.parts.map((part) => [part.points, part.from])).toEqual([[2, 'outcome'], [3, 'measured'], [3, 'measured']]);
  });

  it('prefers an entered time to a recorded one', () => {
    const trials = [trial('fourMetreWalk', [measured('walk.courseTime', 9)], { circumstances: { courseLengthM: 4 } })];
    expect(points(full, 'walk', trials)).toBe(4);
    expect(points(without('functionTests.fourMetreWalkS'), 'walk', trials)).toBe(1);
  });

  it('takes no stance with eyes closed or on foam for its own', () => {
    const closed = trial('stanceSideBySide', [measured('stance.heldTime', 10)], { circumstances: { eyes: 'closed' } });
    const foam = trial('stanceSideBySide', [measured('stance.heldTime', 10)], { circumstances: { surface: 'foam' } });
    expect(points(without('functionTests.sideBySideStanceS'), 'balance', [closed, foam])).toBeNull();
  });

  it('has no table for a course of 6 m, and says so', () => {
    const trials = [trial('fourMetreWalk', [measured('walk.courseTime', 6)], { circumstances: { courseLengthM: 6 } })];
    const battery = sppb(without('functionTests.fourMetreWalkS'), trials);
    expect(battery?.total).toBeNull();
    expect(battery?.parts[1].text).toBe('Walk: the battery has tables for 3 m and 4 m, and this course is 6 m long.');
  });

  it('tells why a recorded part has no result', () => {
    const trials = [trial('fourMetreWalk', [measured('walk.courseTime', null)], { circumstances: { courseLengthM: 4 } })];
    expect(sppb(without('functionTests.fourMetreWalkS'), trials)?.parts[1].text).toBe('Walk over 4 m or 3 m: was recorded, but has no result (It was too short).');
  });

  it('is not shown for a single one of its tests', () => {
    expect(batteriesOf({ answers: { 'functionTests.fiveChairStandsS': 12 }, trials: [] })).toEqual([]);
    expect(batteriesOf({ answers: { 'functionTests.tandemStanceS': 4 }, trials: [] })).toEqual([]);
  });

  it('is a number of the visit with its parts, or the reason why there is none', () => {
    const values = (assessed: Assessed) => Object.fromEntries(evaluateAssessment(assessmentMetrics, assessed).map(({ id, value, missing }) => [id, value ?? missing]));
    expect(values({ answers: full, trials: [] })).toMatchObject({ 'sppb.total': 12, 'sppb.balance': 4, 'sppb.walk': 4, 'sppb.chair': 4 });
    expect(values({ answers: without('functionTests.fiveChairStandsS'), trials: [] })).toMatchObject({ 'sppb.total': expect.stringContaining('Not complete') as string, 'sppb.chair': 'Five chair stands: is not entered and was not recorded.' });
  });

  it('reads answers that can be given', () => {
    const known = answerDefinitions.map(({ id }) => id as string);
    for (const id of [...Object.keys(full), 'functionTests.threeMetreWalkS', 'functionTests.oneLegStanceS', 'functionTests.shortWalkOutcome', 'functionTests.fiveChairStandsOutcome']) expect(known).toContain(id);
  });
});

describe('the 4-stage balance test', () => {
  const stages = (sideBySide?: number, semiTandem?: number, tandem?: number, oneLeg?: number): Answers =>
    Object.fromEntries(Object.entries({ sideBySide, semiTandem, tandem, oneLeg }).flatMap(([stage, held]) => (held === undefined ? [] : [[`functionTests.${stage}StanceS`, held]])));
  const fourStage = (answers: Answers) => batteriesOf({ answers, trials: [] }).find(({ id }) => id === 'fourStage');

  it.each([
    [stages(10, 10, 10, 10), 4, 'no increased risk by this test'],
    [stages(10, 10, 10, 4), 3, 'no increased risk by this test'],
    [stages(10, 10, 9.99), 2, 'held for 9.99 s, below 10 s: an increased risk'],
    [stages(10, 6), 1, 'not reached: an increased risk'],
    [stages(3), 0, 'not reached: an increased risk'],
  ])('of %o holds %s stances', (answers, total, words) => {
    const test = fourStage(answers);
    expect(test?.total).toBe(total);
    expect(test?.text).toContain(words);
  });

  it('ends at the first stance that was not held', () => {
    expect(fourStage(stages(10, 6))?.parts.map(({ text }) => text)).toEqual([
      'Feet side by side: held for 10 s.', 'Semi-tandem stance: held for 6 s of 10.', 'Tandem stance: not reached.', 'One-leg stance: not reached.',
    ]);
  });

  it('is not complete without the tandem stance', () => {
    expect(fourStage(stages(10, 10))).toMatchObject({ total: null, between: [2, 4], text: 'Not complete: the tandem stance has no result.' });
  });
});
