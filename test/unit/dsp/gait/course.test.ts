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

const turn = (middle: number): Turn => ({ start: middle - 75, end: middle + 75, angleDeg: 180, peakVelocityDegPerS: 150 });

describe('a course of known length', () => {
  it('says by how much the strides are too short or too long', () => {
    // 20 steps of .5 m make 10 m.
    expect(courseCheck([bout(20, 1)], [], 10, FS)).toMatchObject({ legs: 1 });
    expect(courseCheck([bout(20, 1)], [], 10, FS).factor).toBeCloseTo(1, 9);
    expect(courseCheck([bout(20, 0.8)], [], 10, FS).factor).toBeCloseTo(1.25, 9);
  });

  it('is walked once between each two turns', () => {
    const check = courseCheck([bout(60, 1)], [turn(1000), turn(2000)], 10, FS);
    expect(check.legs).toBe(3);
    expect(check.factor).toBeCloseTo(1, 2);
  });

  it('forgives a last leg that ended with the time', () => {
    const check = courseCheck([bout(50, 1)], [turn(1000), turn(2000)], 10, FS);
    expect(check.legs).toBe(2);
    expect(check.factor).toBeCloseTo(1, 2);
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
