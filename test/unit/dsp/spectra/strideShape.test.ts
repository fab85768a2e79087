import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmonicRatio } from '../../../../src/dsp/spectra/harmonicRatio.ts';
import { indexOfHarmonicity } from '../../../../src/dsp/spectra/indexOfHarmonicity.ts';
import { regularity } from '../../../../src/dsp/spectra/regularity.ts';
import { stretch } from '../../../../src/dsp/spectra/stretch.ts';
import { golden, pieces } from '../trunkGolden.ts';

/** A movement with the given amplitudes at one, two, three, ... times the stride frequency. */
function strides(amplitudes: readonly number[], strideSamples: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => amplitudes.reduce((sum, a, k) => sum + a * Math.sin((2 * Math.PI * (k + 1) * i) / strideSamples + k), 0));
}

describe('index of harmonicity', () => {
  it.each(golden.indexOfHarmonicity)('agrees with numpy for the stride from $start to $end', ({ start, end, sideways, out }) => {
    expect(indexOfHarmonicity(pieces[0], start, end, sideways ? 'sideways' : 'alongOrUp')).toBeCloseTo(out, 10);
  });

  it('is the share of the fundamental in the power of its first six multiples', () => {
    // Powers 1, 4, .25 at harmonics 1, 2, 4 of a stride of exactly 128 samples.
    const movement = strides([1, 2, 0, 0.5], 128, 300);
    expect(indexOfHarmonicity(movement, 0, 128, 'alongOrUp')).toBeCloseTo(4 / 4.25, 10);
    expect(indexOfHarmonicity(movement, 0, 128, 'sideways')).toBeCloseTo(1 / 5.25, 10);
  });

  it('does not depend on size or sign, nor does the harmonic ratio', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.constantFrom('alongOrUp' as const, 'sideways' as const), (scale, direction) => {
        const other = pieces[0].map((v) => -scale * v);
        for (const measure of [indexOfHarmonicity, harmonicRatio]) {
          expect(measure(other, 30.5, 141.2, direction)).toBeCloseTo(measure(pieces[0], 30.5, 141.2, direction)!, 9);
        }
      }),
    );
  });

  it('has no value where nothing moves', () => {
    for (const constant of [0, 9.81]) expect(indexOfHarmonicity(new Float64Array(200).fill(constant), 0, 100, 'sideways')).toBeNull();
  });
});

describe('regularity', () => {
  it.each(golden.regularity.map((out, k) => ({ ...out, k })))('agrees with numpy for piece $k', ({ k, strideSamples, step, stride }) => {
    const result = regularity(pieces[k], strideSamples)!;
    expect(result.step).toBeCloseTo(step, 10);
    expect(result.stride).toBeCloseTo(stride, 10);
  });

  it('is 1 for a movement that repeats, and lower one step later when the feet differ', () => {
    const [even, limping] = [strides([0, 1, 0, 0.3], 100, 2000), strides([0.6, 1, 0, 0.3], 100, 2000)];
    expect(regularity(even, 100)!.step).toBeCloseTo(1, 2);
    expect(regularity(even, 100)!.stride).toBeCloseTo(1, 2);
    expect(regularity(limping, 100)!.stride).toBeCloseTo(1, 2);
    // One step later the stride's own harmonic has changed sign: (1 + .09 - .36) / (1 + .09 + .36).
    expect(regularity(limping, 100)!.step).toBeCloseTo(0.73 / 1.45, 1);
  });

  it('does not depend on size, offset or sign', () => {
    const { step, stride } = regularity(pieces[0], 110)!;
    const other = regularity(pieces[0].map((v) => 9.81 - 2.5 * v), 110)!;
    expect(other.step).toBeCloseTo(step, 9);
    expect(other.stride).toBeCloseTo(stride, 9);
  });

  it('has no value for less than two strides or without movement', () => {
    expect(regularity(pieces[0].subarray(0, 219), 110)).toBeNull();
    expect(regularity(new Float64Array(500).fill(9.81), 110)).toBeNull();
  });
});

describe('stretching', () => {
  it('keeps straight lines straight and holds the last value beyond the end', () => {
    const ramp = Float64Array.from({ length: 11 }, (_, i) => 2 * i);
    const out = new Float64Array(5);
    stretch(ramp, 0.5, 5.5, out);
    expect([...out]).toEqual([1, 3, 5, 7, 9]);
    stretch(ramp, 8, 13, out);
    expect([...out]).toEqual([16, 18, 20, 20, 20]);
    stretch(ramp, -2, 3, out);
    expect([...out]).toEqual([0, 0, 0, 2, 4]);
    stretch(ramp, 10, 10, out);
    expect([...out]).toEqual([20, 20, 20, 20, 20]);
  });
});
