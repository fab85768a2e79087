import { describe, expect, it } from 'vitest';
import { boutFromFeet } from '../../../../src/dsp/feet/feetBouts.ts';
import type { FootGait, FootStride } from '../../../../src/dsp/feet/feetGait.ts';
import { markedSpans, type SensorSeries } from '../../../../src/dsp/series.ts';
import type { InitialContact, Side, Turn, WalkingBout } from '../../../../src/model/index.ts';

const FS = 100;
const LENGTH = 2000;

/** A foot's series of which only the gaps matter here. */
function series(...gaps: readonly (readonly [number, number])[]): SensorSeries {
  const column = () => new Float64Array(LENGTH);
  const missing = new Uint8Array(LENGTH);
  for (const [a, b] of gaps) missing.fill(1, a, b);
  return { sampleRateHz: FS, length: LENGTH, acc: { x: column(), y: column(), z: column() }, gyr: { x: column(), y: column(), z: column() }, missing, gaps: markedSpans(missing) };
}

const sideOf = (i: number): Side => (i % 2 === 0 ? 'left' : 'right');
const contact = (sample: number, i: number): InitialContact => ({ sample, side: sideOf(i), mended: false, uncertain: false });
const steps = Array.from({ length: 20 }, (_, i) => 300 + 55 * i);

function gaitOf(samples: readonly (readonly [number, Side])[]): FootGait {
  const contacts = samples.map(([sample, side]) => ({ sample, side, mended: false, uncertain: false }));
  const strides = (['left', 'right'] as const).flatMap((side) => {
    const own = contacts.filter((c) => c.side === side);
    return own.slice(1).map((c, k): FootStride => ({ start: own[k].sample, end: c.sample, side, lengthM: 1.1, headingDeg: 0 }));
  });
  return { contacts, finalContacts: contacts.map((c) => ({ sample: c.sample - 40, side: c.side })), strides, yawDegPerS: new Float64Array(LENGTH), gravityMps2: { left: 9.81, right: 9.81 } };
}

const bout: WalkingBout = { start: steps[1], end: steps[18], contacts: steps.slice(1, 19).map((s, i) => contact(s, i + 1)), finalContacts: [], strides: [] };
const allSteps = steps.map((s, i) => [s + 2, sideOf(i)] as const);
const whole = { left: series(), right: series() };

describe('a bout of the lower back read from the feet', () => {
  it('has the feet\'s contacts, one opening and one closing step more, and measured lengths', () => {
    const read = boutFromFeet(bout, { feet: gaitOf(allSteps), series: whole, turns: [] })!;
    expect(read.contacts.map((c) => c.sample)).toEqual(allSteps.map(([s]) => s));
    expect([read.start, read.end]).toEqual([steps[0] + 2, steps[19] + 2]);
    expect(read.strides).toHaveLength(18);
    expect(read.strides.every((s) => s.lengthM === 1.1)).toBe(true);
  });

  it('takes no step from beyond its reach', () => {
    const far = [[steps[0] - 200, 'right'] as const, ...allSteps, [steps[19] + 200, 'left'] as const];
    expect(boutFromFeet(bout, { feet: gaitOf(far), series: whole, turns: [] })!.contacts).toHaveLength(20);
  });

  it('puts a contact that was lost in a gap back from the lower back, marked, and rests no stride on it', () => {
    const gap = [steps[7] - 20, steps[7] + 5] as const;
    const read = boutFromFeet(bout, { feet: gaitOf(allSteps.filter((_, i) => i !== 7)), series: { left: series(), right: series(gap) }, turns: [] })!;
    expect(read.contacts.filter((c) => c.mended)).toEqual([{ sample: steps[7], side: 'right', mended: true, uncertain: true }]);
    expect(read.contacts).toHaveLength(20);
    expect(read.strides.some((s) => s.start <= steps[7] && s.end >= steps[7])).toBe(false);
    expect(read.strides).toHaveLength(15);
  });

  it('does not put back what the feet had every chance to see', () => {
    expect(boutFromFeet(bout, { feet: gaitOf(allSteps.filter((_, i) => i !== 7)), series: whole, turns: [] })!.contacts).toHaveLength(19);
  });

  it('is left to the lower back where a foot sent too little or saw too few contacts', () => {
    expect(boutFromFeet(bout, { feet: gaitOf(allSteps), series: { left: series(), right: series([600, 1000]) }, turns: [] })).toBeNull();
    expect(boutFromFeet(bout, { feet: gaitOf(allSteps.slice(0, 8)), series: whole, turns: [] })).toBeNull();
  });

  it('a stride that touches a turn is not straight', () => {
    const turn: Turn = { start: 800, end: 900, angleDeg: 180, peakVelocityDegPerS: 120 };
    const read = boutFromFeet(bout, { feet: gaitOf(allSteps), series: whole, turns: [turn] })!;
    for (const s of read.strides) expect(s.straight).toBe(s.end <= 750 || s.start >= 950);
  });
});
