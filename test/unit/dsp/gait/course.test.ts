import { describe, expect, it } from 'vitest';
import { courseCheck } from '../../../../src/dsp/gait/course.ts';
import type { InitialContact, Stride, Turn, WalkingBout } from '../../../../src/model/index.ts';

const FS = 100;

/** An even walk: steps of half a second, strides of the given length. */
function bout(steps: number, strideLengthM: number): WalkingBout {
  const contacts = Array.from({ length: steps + 1 }, (_, k): InitialContact => ({ sample: k * 50, side: k % 2 === 0 ? 'left' : 'right', mended: false, uncertain: false }));
  const strides = contacts.slice(2).map((c, k): Stride => ({ start: contacts[k].sample, end: c.sample, side: c.side, straight: true, steady: true, lengthM: strideLengthM }));
  return { start: 0, end: steps * 50, contacts, finalContacts: [], strides };
}

/** What half a turn of .75 s at 1 m/s does not lead along the course. */
const LOST_IN_HALF_A_TURN_M = 0.75 * (1 - 2 / Math.PI);
const turn = (middle: number): Turn => ({ start: middle - 75, end: middle + 75, angleDeg: 180, peakVelocityDegPerS: 150 });

describe('a course of known length', () => {
  it('says by how much the strides are too short or too long', () => {
    // Half a step before the first contact, then 20 steps of .5 m: 10.25 m.
    expect(courseCheck([bout(20, 1)], [], 10.25, FS)).toMatchObject({ legs: 1 });
    expect(courseCheck([bout(20, 1)], [], 10.25, FS).factor).toBeCloseTo(1, 9);
    expect(courseCheck([bout(20, 0.8)], [], 10.25, FS).factor).toBeCloseTo(1.25, 9);
  });

  it('is walked once between each two turns', () => {
    const check = courseCheck([bout(60, 1)], [turn(1000), turn(2000)], 10, FS);
    expect(check.legs).toBe(3);
    // Legs of 10.25 - l, 10 - 2 l and 10 - l metres: the last is the middle one.
    expect(check.factor).toBeCloseTo(10 / (10 - LOST_IN_HALF_A_TURN_M), 9);
  });

  it('forgives a last leg that ended with the time', () => {
    const check = courseCheck([bout(50, 1)], [turn(1000), turn(2000)], 10, FS);
    expect(check.legs).toBe(2);
    expect(Math.abs(check.factor! - 1)).toBeLessThan(0.05);
  });

  it('that does not fit gives no factor', () => {
    expect(courseCheck([bout(20, 1)], [], 4, FS).factor).toBeNull();
    expect(courseCheck([bout(60, 1)], [turn(600), turn(2000)], 10, FS).factor).toBeNull();
    expect(courseCheck([bout(3, 1)], [], 10, FS)).toEqual({ factor: null, legs: 0 });
  });

  it('must have a length', () => {
    expect(() => courseCheck([], [], 0, FS)).toThrow(RangeError);
  });
});
