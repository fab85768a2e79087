import { expect, test } from 'vitest';
import { dayName, dayOf, daysOf, DAY_MS } from '../../../src/store/days.ts';

test('a day begins at midnight by UTC, also before 1970', () => {
  expect([0, DAY_MS - 1, DAY_MS, -1, -DAY_MS].map(dayOf)).toEqual([0, 0, 1, -1, -1]);
  expect([dayName(-1), dayName(20_513)]).toEqual(['1969-12-31', '2026-03-01']);
});

test('a range has every day of which it has a part', () => {
  expect(daysOf({ fromMs: 5, toMs: DAY_MS })).toEqual({ first: 0, end: 1 });
  expect(daysOf({ fromMs: DAY_MS, toMs: DAY_MS + 1 })).toEqual({ first: 1, end: 2 });
  expect(daysOf({})).toEqual({ first: -Infinity, end: Infinity });
});
