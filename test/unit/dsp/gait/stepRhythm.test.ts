import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parabolicPeak, stepRhythm } from '../../../../src/dsp/gait/stepRhythm.ts';

const FS = 100;

/** Vertical repeats every step, with a share that repeats every stride only; sideways changes its sign every step. */
function walk(stepS: number, oneSided: number): { vertical: Float64Array; sideways: Float64Array } {
  const n = 1200;
  const step = (2 * Math.PI) / stepS;
  return {
    vertical: Float64Array.from({ length: n }, (_, i) => Math.cos((step * i) / FS) + oneSided * Math.cos((step * i) / (2 * FS) + 1)),
    sideways: Float64Array.from({ length: n }, (_, i) => Math.sin((step * i) / (2 * FS))),
  };
}

describe('step rhythm', () => {
  it('is the step, not the stride, however one-sided the walk', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.4, max: 1.1, noNaN: true }), fc.double({ min: 0, max: 1.2, noNaN: true }), (stepS, oneSided) => {
        const { vertical, sideways } = walk(stepS, oneSided);
        const rhythm = stepRhythm(vertical, [vertical, sideways], FS);
        expect(rhythm).not.toBeNull();
        expect(Math.abs(rhythm!.stepSamples / FS / stepS - 1)).toBeLessThan(0.08);
        expect(rhythm!.regularity).toBeGreaterThan(0.9);
      }),
    );
  });

  it('is missing where the vertical has no peak at a step time', () => {
    const ramp = Float64Array.from({ length: 500 }, (_, i) => i - 250);
    expect(stepRhythm(ramp, [ramp], FS)).toBeNull();
  });
});

describe('parabolic peak', () => {
  it('finds the vertex of a parabola exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.49, max: 0.49, noNaN: true }), (offset) => {
        const values = Float64Array.from([0, 1, 2, 3, 4], (i) => 5 - (i - 2 - offset) ** 2);
        expect(parabolicPeak(values, 2)).toBeCloseTo(2 + offset, 9);
      }),
    );
  });

  it('stays where there is no curvature and at the ends', () => {
    expect(parabolicPeak(Float64Array.from([1, 1, 1]), 1)).toBe(1);
    expect(parabolicPeak(Float64Array.from([3, 2, 1]), 0)).toBe(0);
  });
});
