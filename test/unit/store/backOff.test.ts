import { expect, test } from 'vitest';
import { BackOff } from '../../../src/store/outbox/backOff.ts';

test('waits double up to the longest and begin anew after a success', () => {
  const backOff = new BackOff({ firstMs: 100, mostMs: 1000 }, () => 1);
  expect([1, 2, 3, 4, 5, 6].map(() => backOff.next())).toEqual([100, 200, 400, 800, 1000, 1000]);
  backOff.reset();
  expect(backOff.next()).toBe(100);
});

test('half of a wait is by chance', () => {
  expect(new BackOff({ firstMs: 100, mostMs: 1000 }, () => 0).next()).toBe(50);
});
