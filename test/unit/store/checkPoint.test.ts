import { expect, test } from 'vitest';
import { checkPoint } from '../../../src/store/checkPoint.ts';

const point = { patientId: 'p1', assessmentId: 'a-1', trialId: 't_1', metric: 'gait.walkingSpeed', algorithm: 'gait.strideLength@1.0.0', timeMs: 0, value: 0 };

test('a point with opaque ids and finite numbers passes', () => {
  expect(() => checkPoint(point)).not.toThrow();
});

test.each([
  ['patientId', 'Anna Muster'], ['assessmentId', ''], ['trialId', '../x'], ['metric', 'gait speed'], ['algorithm', 'x@'], ['timeMs', 0.5], ['value', NaN],
])('a wrong %s is refused', (field, wrong) => {
  expect(() => checkPoint({ ...point, [field]: wrong })).toThrow(RangeError);
});
