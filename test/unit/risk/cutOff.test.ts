import { describe, expect, it } from 'vitest';
import { borderlineSeconds, borderlineWalkingSpeed, hundredths, seconds } from '../../../src/risk/cutOff.ts';
import { chairStandCutOff } from '../../../src/risk/chairStand.ts';

describe('a value is judged as it is shown', () => {
  it.each([[0.804, 0.8], [0.805, 0.81], [15.004, 15], [15.005, 15.01], [11.994, 11.99]])('%f is read as %f', (value, read) => {
    expect(hundredths(value)).toBe(read);
  });

  it('shows seconds with the digits they have', () => {
    expect([15, 15.1, 15.01, 15.004].map(seconds)).toEqual(['15', '15.1', '15.01', '15']);
  });
});

describe('a borderline remark on walking speed', () => {
  const measured = (value: number) => borderlineWalkingSpeed({ value, source: 'measured', flags: [] }, 0.8);
  const entered = (value: number) => borderlineWalkingSpeed({ value, source: 'entered', flags: [] }, 0.8);

  it.each([[0.73, false], [0.74, true], [0.8, true], [0.86, true], [0.87, false]])('is made for a sensor value of %f: %s', (value, made) => {
    expect(measured(value) !== null).toBe(made);
  });

  it('names the people in whom the measurement error was found', () => {
    expect(measured(0.78)).toContain('geriatric patients');
    expect(measured(0.78)).toContain('PMC7506931');
  });

  it('says "exactly at" on the cut-off itself', () => {
    expect(measured(0.8)).toContain('exactly at the cut-off of 0.80 m/s');
  });

  it('does not lend the error of a sensor to a stopwatch', () => {
    expect(entered(0.8)).toBe('Borderline: walking speed 0.80 m/s is exactly at the cut-off of 0.80 m/s.');
    expect(entered(0.81)).toBeNull();
  });
});

describe('a borderline remark on a stopwatch time', () => {
  it.each([
    [14.94, null],
    [14.95, 'just below'],
    [14.99, 'just below'],
    [15, 'exactly at'],
    [15.01, 'just above'],
    [15.04, 'just above'],
    [15.05, null],
  ])('of %f s against 15 s says %s', (value, said) => {
    const remark = borderlineSeconds('Timed Up and Go', value, 15);
    if (said === null) expect(remark).toBeNull();
    else expect(remark).toContain(said);
  });
});

describe('the chair stand table', () => {
  const rows: [from: number, to: number, men: number, women: number][] = [
    [60, 64, 14, 12],
    [65, 69, 12, 11],
    [70, 74, 12, 10],
    [75, 79, 11, 10],
    [80, 84, 10, 9],
    [85, 89, 8, 8],
    [90, 94, 7, 4],
  ];

  it.each(rows)('from %i to %i has %i for men and %i for women', (from, to, men, women) => {
    for (const age of [from, to, to + 0.9]) {
      expect(chairStandCutOff(age, 'M')).toBe(men);
      expect(chairStandCutOff(age, 'F')).toBe(women);
    }
  });

  it.each([[59], [59.9], [95], [104]])('has no row for %f years', (age) => {
    expect(chairStandCutOff(age, 'M')).toBeNull();
    expect(chairStandCutOff(age, 'F')).toBeNull();
  });
});
