import { describe, expect, it } from 'vitest';
import type { Walking } from '../../../src/dsp/gait/walking.ts';
import type { InitialContact, Stride } from '../../../src/model/index.ts';
import { calibrate } from '../../../src/pipeline/course.ts';

const FS = 100;

/** Bouts of ten strides of one second and 1 m each, one after the other. */
function walk(bouts: number): Walking {
  const none = new Float64Array(0);
  const columns = { ap: none, v: none, ml: none };
  return {
    gaitSequences: [], turns: [], frame: null, movedDeg: 0,
    bouts: Array.from({ length: bouts }, (_, k) => {
      const start = k * 2000;
      const contacts = Array.from({ length: 21 }, (_, i): InitialContact => ({ sample: start + 50 * i, side: i % 2 === 0 ? 'left' : 'right', mended: false, uncertain: false }));
      const strides = contacts.slice(2).map((c, i): Stride => ({ start: contacts[i].sample, end: c.sample, side: c.side, straight: true, steady: true, lengthM: 1 }));
      return { start, end: start + 1000, contacts, finalContacts: [], strides, body: { start, end: start, sampleRateHz: FS, acc: columns, gyr: null } };
    }),
  };
}

function lengthsOf({ walking }: { readonly walking: Walking }): (number | null)[] {
  return walking.bouts.map((bout) => bout.strides[0].lengthM);
}

describe('a known course or a known person', () => {
  it('corrects the lengths that the lower back estimates', () => {
    expect(lengthsOf(calibrate(walk(2), { strideFactor: 1.1, boutsFromFeet: [] }, FS))).toEqual([1.1, 1.1]);
    const { walking, findings } = calibrate(walk(1), { courseLengthM: 12, boutsFromFeet: [] }, FS);
    // Ten strides and the half step before the first contact: 10.25 m.
    expect(walking.bouts[0].strides[0].lengthM).toBeCloseTo(12 / 10.25, 9);
    expect(findings.map(({ code }) => code)).toEqual(['COURSE_CALIBRATED']);
  });

  it('leaves bouts that the feet measured alone and says which were corrected', () => {
    const { findings, ...result } = calibrate(walk(2), { strideFactor: 1.1, boutsFromFeet: [true, false] }, FS);
    expect(lengthsOf(result)).toEqual([1, 1.1]);
    expect(findings[0].message).toMatch(/^Stride lengths from the lower back were multiplied by 1.1,/);
  });

  it('contradicts the feet, and does not correct them', () => {
    const near = calibrate(walk(1), { courseLengthM: 11, boutsFromFeet: [true] }, FS);
    expect(lengthsOf(near)).toEqual([1]);
    expect(near.findings).toEqual([]);
    const far = calibrate(walk(1), { courseLengthM: 13, boutsFromFeet: [true] }, FS);
    expect(lengthsOf(far)).toEqual([1]);
    expect(far.findings.map(({ code }) => code)).toEqual(['COURSE_DISAGREES']);
  });
});
