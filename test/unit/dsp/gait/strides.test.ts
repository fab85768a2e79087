import { describe, expect, it } from 'vitest';
import { pendulumStrideLengthM, stepExcursionM } from '../../../../src/dsp/gait/strideLength.ts';
import { findStrides, type StrideInput } from '../../../../src/dsp/gait/strides.ts';
import type { InitialContact } from '../../../../src/model/index.ts';

const FS = 100;

function contacts(n: number, step = 50): InitialContact[] {
  return Array.from({ length: n }, (_, k) => ({ sample: k * step, side: k % 2 === 0 ? 'left' : 'right', mended: false, uncertain: false }));
}

function input(over: Partial<StrideInput> = {}): StrideInput {
  return { contacts: contacts(30), turns: [], gaps: [], vertical: new Float64Array(2000), offset: 0, sampleRateHz: FS, legLengthM: null, ...over };
}

describe('strides', () => {
  it('run from a contact to the next of the same foot', () => {
    const strides = findStrides(input());
    expect(strides).toHaveLength(28);
    expect(strides[0]).toMatchObject({ start: 0, end: 100, side: 'left', straight: true, lengthM: null });
  });

  it('leave out the three that touch a mended contact', () => {
    const mended = contacts(30).map((c, k) => ({ ...c, mended: k === 10 }));
    expect(findStrides(input({ contacts: mended }))).toHaveLength(25);
  });

  it('leave out the ones that cross a gap in the data', () => {
    const strides = findStrides(input({ gaps: [{ start: 510, end: 540 }] }));
    expect(strides.some((s) => s.start < 540 && s.end > 510)).toBe(false);
    expect(strides).toHaveLength(26);
  });

  it('are not straight within half a second of a turn', () => {
    const strides = findStrides(input({ turns: [{ start: 600, end: 800 }] }));
    for (const s of strides) expect(s.straight).toBe(s.end <= 550 || s.start >= 850);
  });

  it('are not steady in the first one and a half and the last second of a bout', () => {
    const strides = findStrides(input());
    for (const s of strides) expect(s.steady).toBe(s.start >= 150 && s.end <= 1350);
  });

  it('need no sides when the sensor has no gyroscope', () => {
    expect(findStrides(input({ contacts: contacts(30).map((c) => ({ ...c, side: null })) }))).toHaveLength(28);
  });
});

describe('stride length of an inverted pendulum', () => {
  it('reads the rise and fall of a pure oscillation exactly', () => {
    // z = h/2 cos(wt) accelerates by h/2 w² cos: the excursion must come back as h.
    const [h, stepS] = [0.04, 0.55];
    const omega = (2 * Math.PI) / stepS;
    const vertical = Float64Array.from({ length: 400 }, (_, i) => 9.81 + (h / 2) * omega * omega * Math.cos((omega * i) / FS));
    expect(stepExcursionM(vertical, 55, 110, FS)).toBeCloseTo(h, 3);
  });

  it('agrees with the formula worked by hand', () => {
    // l = .9 m, h = .03 m: sqrt(2 * .9 * .03 - .0009) = .230434; times 4 and 1.3.
    expect(pendulumStrideLengthM(0.03, 0.9)).toBeCloseTo(1.198258, 5);
  });

  it('is nothing without rise and fall, and never more than a trunk can do', () => {
    expect(pendulumStrideLengthM(0, 0.9)).toBe(0);
    const wild = Float64Array.from({ length: 300 }, (_, i) => 100 * Math.cos((2 * Math.PI * i) / 60));
    expect(stepExcursionM(wild, 60, 120, FS)).toBe(0.12);
  });
});
