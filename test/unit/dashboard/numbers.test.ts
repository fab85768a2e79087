import { describe, expect, it } from 'vitest';
import { decimal, duration, withUnit } from '../../../src/dashboard/words/numbers.ts';
import { capital, countOf, unitWord, wordOf } from '../../../src/dashboard/words/lists.ts';

describe('numbers as they are shown', () => {
  it('has exactly the digits that are worth showing', () => {
    expect(decimal(1.1, 2)).toBe('1.10');
    expect(decimal(12345.678, 0)).toBe('12346');
  });

  it('has a true minus sign and no minus before nothing', () => {
    expect(decimal(-1.5, 1)).toBe('\u22121.5');
    expect(decimal(-0.001, 2)).toBe('0.00');
    expect(decimal(-0, 0)).toBe('0');
  });

  it('keeps number and unit on one line', () => {
    expect(withUnit(0.724, 2, 'm/s')).toBe('0.72\u202fm/s');
    expect(withUnit(135, 0, '°/s')).toBe('135°/s');
    expect(withUnit(5.37, 2, '')).toBe('5.37');
  });

  it('says long times in minutes', () => {
    expect(duration(75.34)).toBe('75.3\u202fs');
    expect(duration(125)).toBe('2\u202fmin 05\u202fs');
    expect(duration(179.7)).toBe('3\u202fmin 00\u202fs');
  });
});

describe('words of the lists', () => {
  it('spaces out an id that has no words of its own', () => {
    expect(wordOf('leftFoot')).toBe('left foot');
    expect(wordOf('upperArm')).toBe('upper arm');
    expect(unitWord('{falls}')).toBe('falls');
  });

  it('counts one and many', () => {
    expect(countOf(1, 'stride')).toBe('1 stride');
    expect(countOf(72, 'stride')).toBe('72 strides');
    expect(capital(countOf(2, 'somethingNew'))).toBe('2 values');
  });
});
