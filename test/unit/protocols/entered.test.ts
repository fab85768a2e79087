import { describe, expect, it } from 'vitest';
import type { Answers, MetricValue } from '../../../src/model/index.ts';
import { withEntered } from '../../../src/protocols/index.ts';

const measured = (id: string, value: number | null): MetricValue => ({ id, value, unit: 's', of: 'trial', n: 7, algorithm: `${id}@1`, site: 'lowerBack', source: 'measured', ...(value === null ? { missing: 'Not timed.' } : {}) });
const values = [measured('walk.courseTime', null), measured('walk.courseSpeed', null), measured('gait.cadence', 100)];
const entered = (protocol: string, answers: Answers, courseLengthM?: number, from = values) =>
  Object.fromEntries(withEntered(from, { protocol, answers, courseLengthM }).map(({ id, value, source }) => [id, [value, source]]));

describe('an entered result', () => {
  it.each([
    ['fourMetreWalk', 'functionTests.fourMetreWalkS', 4], ['fourMetreWalk', 'functionTests.threeMetreWalkS', 3], ['tenMetreWalk', 'functionTests.tenMetreWalkS', 10], ['backwardWalk', 'functionTests.backwardWalkS', 3],
  ])('of %s by %s is its time and its speed over %s m', (protocol, answer, courseLengthM) => {
    expect(entered(protocol, { [answer]: 5 }, courseLengthM)).toEqual({ 'walk.courseTime': [5, 'entered'], 'walk.courseSpeed': [courseLengthM / 5, 'entered'], 'gait.cadence': [100, 'measured'] });
  });

  it('goes before what marks say', () => {
    expect(entered('fourMetreWalk', { 'functionTests.fourMetreWalkS': 5 }, 4, [measured('walk.courseTime', 8)])).toEqual({ 'walk.courseTime': [5, 'entered'] });
  });

  it.each([['twoMinuteWalk', 'functionTests.twoMinuteWalkM'], ['sixMinuteWalk', 'functionTests.sixMinuteWalkM']])('of %s is its distance, measured on the ground', (protocol, answer) => {
    expect(entered(protocol, { [answer]: 321 }, 30, [measured('walk.distance', 290)])).toEqual({ 'walk.distance': [321, 'entered'] });
  });

  it('for another course or another test is not taken', () => {
    expect(entered('fourMetreWalk', { 'functionTests.fourMetreWalkS': 5 }, 3)['walk.courseTime']).toEqual([null, 'measured']);
    expect(entered('walk', { 'functionTests.fourMetreWalkS': 5 }, 4)['walk.courseTime']).toEqual([null, 'measured']);
  });

  it('has no reason to be missing, and is flagged where it cannot be right', () => {
    const [time] = withEntered(values, { protocol: 'fourMetreWalk', answers: { 'functionTests.fourMetreWalkS': 400 }, courseLengthM: 4 });
    expect(time).toEqual({ id: 'walk.courseTime', value: 400, unit: 's', of: 'trial', n: 1, algorithm: 'walk.courseTime@1', site: null, source: 'entered', flags: ['outsidePlausibleRange'] });
  });
});
