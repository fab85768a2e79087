import { expect, test } from 'vitest';
import { algorithmOf, dayLine, fieldOf, resultLines } from '../../../src/store/influx/lines.ts';

const point = { patientId: 'p1', assessmentId: 'a-1', trialId: 't_1', metric: 'gait.cadence', algorithm: 'gait.cadence@1', timeMs: 1_772_354_000_000, value: 112.5 };

test('the values of one trial and time are one line, those of another are another', () => {
  expect(resultLines([point, { ...point, timeMs: 5 }, { ...point, metric: 'gait.stepTime', algorithm: 'other.way@2.1', value: 1e-17 }])).toEqual([
    { patientId: 'p1', line: 'result,assessment=a-1,patient=p1,trial=t_1 gait.cadence@1=112.5,gait.stepTime:other.way@2.1=1e-17 1772354000000' },
    { patientId: 'p1', line: 'result,assessment=a-1,patient=p1,trial=t_1 gait.cadence@1=112.5 5' },
  ]);
});

test('a field tells the algorithm again', () => {
  for (const one of [point, { ...point, algorithm: 'other.way@2.1' }]) expect(algorithmOf(fieldOf(one))).toBe(one.algorithm);
});

test.each([
  ['a value that is no number', { value: NaN }],
  ['an infinite value', { value: Infinity }],
  ['a tag with a space', { patientId: 'Ada Example' }],
  ['a tag with a comma', { trialId: 't1,patient=p2' }],
  ['a tag that ends its line', { assessmentId: 'a1\nresult x=1' }],
  ['a tag that ends with a backslash', { patientId: 'p1\\' }],
  ['a field that would be two', { algorithm: 'gait.cadence@1=1,x' }],
])('%s never becomes a line', (_, wrong) => {
  expect(() => resultLines([{ ...point, ...wrong }])).toThrow(RangeError);
});

test('a day is a line at its midnight', () => {
  const day = { patientId: 'p1', metric: 'gait.cadence', day: 20_000, algorithm: 'gait.cadence@1', n: 2, mean: 100, min: 99, max: 101 };
  expect(dayLine(day)).toBe('day,algorithm=gait.cadence@1,metric=gait.cadence,patient=p1 n=2,mean=100,least=99,greatest=101 1728000000000');
  expect(() => dayLine({ ...day, mean: Infinity })).toThrow(RangeError);
});
