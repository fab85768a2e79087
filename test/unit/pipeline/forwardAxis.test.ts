import { expect, test } from 'vitest';
import { forwardAxisOf } from '../../../src/pipeline/forwardAxis.ts';

test.each([
  ['L5, z forward', [0, 0, 1]],
  ['belt, Z axis points backwards', [0, 0, -1]],
  ['x forward', [1, 0, 0]],
  ['lumbar; y-axis forwards', [0, 1, 0]],
])('the placement "%s" says which axis points forward', (placement, axis) => {
  expect(forwardAxisOf({ placement })).toEqual(axis);
});

test.each([undefined, 'L5', 'leaning forward', 'box forward', 'z up'])('the placement "%s" does not', (placement) => {
  expect(forwardAxisOf(placement === undefined ? {} : { placement })).toBeNull();
});
