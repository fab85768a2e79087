import { describe, expect, it } from 'vitest';
import { settleInGaps } from '../../../../src/dsp/gait/contactsInGaps.ts';
import type { InitialContact } from '../../../../src/model/index.ts';

const FS = 100;
const contacts = (...samples: number[]): InitialContact[] =>
  samples.map((sample, k) => ({ sample, side: k % 2 === 0 ? 'left' : 'right', mended: false, uncertain: false }));

describe('contacts at gaps in the data', () => {
  it('inside a gap are set by the rhythm of their neighbours, and marked', () => {
    const settled = settleInGaps(contacts(100, 150, 223, 236, 300), [{ start: 210, end: 250 }], FS);
    expect(settled.map((c) => c.sample)).toEqual([100, 150, 200, 250, 300]);
    expect(settled.map((c) => c.mended)).toEqual([false, false, true, true, false]);
    expect(settled.map((c) => c.side)).toEqual(['left', 'right', 'left', 'right', 'left']);
  });

  it('near a gap keep their time and are uncertain', () => {
    const settled = settleInGaps(contacts(100, 150, 200), [{ start: 156, end: 170 }], FS);
    expect(settled.map((c) => [c.sample, c.uncertain, c.mended])).toEqual([[100, false, false], [150, true, false], [200, false, false]]);
  });

  it('at a gap of less than a tenth of a second are left alone', () => {
    const found = contacts(100, 150, 200);
    expect(settleInGaps(found, [{ start: 148, end: 156 }], FS)).toEqual(found);
  });

  it('without a neighbour on both sides keep their time', () => {
    const settled = settleInGaps(contacts(100, 150), [{ start: 90, end: 160 }], FS);
    expect(settled.map((c) => c.sample)).toEqual([100, 150]);
    expect(settled.every((c) => c.uncertain)).toBe(true);
  });
});
