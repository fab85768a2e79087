import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaussianSmooth } from '../../../src/dsp/filters/gaussian.ts';
import { gaussianSmoothAbove } from '../../../src/dsp/filters/gaussianAbove.ts';

/** Of the largest value. */
const ROUNDING = 4 * 1e-14;
const [LEVEL, SIGMA_S, RATE_HZ] = [0.0036, 0.35, 100];

/** Rest with some loud moments, some of them at the very ends. */
const signals = fc.record({
  length: fc.integer({ min: 1, max: 12_000 }),
  loud: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), samples: fc.integer({ min: 1, max: 300 }), height: fc.constantFrom(0.0036, 0.00361, 0.02, 4) }), { maxLength: 6 }),
}).map(({ length, loud }) => {
  const signal = Float64Array.from({ length }, (_, i) => LEVEL * (0.5 + 0.5 * Math.sin(i) ** 2));
  for (const { at, samples, height } of loud) signal.fill(height, Math.floor(at * length), Math.floor(at * length) + samples);
  return signal;
});

test('smoothing above a level gives the same mean, to within rounding, wherever the mean is above it, and 0 only where it is not', () => {
  fc.assert(fc.property(signals, (signal) => {
    const [all, above] = [gaussianSmooth(signal, SIGMA_S, RATE_HZ), gaussianSmoothAbove(signal, LEVEL, SIGMA_S, RATE_HZ, new Float64Array(signal.length).fill(7)) ?? new Float64Array(signal.length)];
    expect(above).toHaveLength(all.length);
    const wrong = all.findIndex((mean, i) => !(Math.abs(above[i] - mean) <= ROUNDING || (above[i] === 0 && mean <= LEVEL)));
    expect(wrong, `sample ${wrong}: ${above[wrong]} for ${all[wrong]}`).toBe(-1);
  }), { numRuns: 60 });
});

test('smoothing above a level has nothing to say of rest', () => {
  expect(gaussianSmoothAbove(new Float64Array(500).fill(LEVEL / 2), LEVEL, SIGMA_S, RATE_HZ, new Float64Array(500))).toBeNull();
});
