import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logDimensionlessJerk } from '../../../../src/dsp/smoothness/logDimensionlessJerk.ts';
import { spectralArcLength } from '../../../../src/dsp/smoothness/spectralArcLength.ts';
import { golden, noise } from '../trunkGolden.ts';

const FS = golden.sampleRateHz;

/** Speed of a minimum-jerk movement that lasts the given time. */
function minimumJerk(durationS: number): Float64Array {
  return Float64Array.from({ length: Math.round(durationS * FS) + 1 }, (_, i) => {
    const s = i / (durationS * FS);
    return 30 * s ** 2 - 60 * s ** 3 + 30 * s ** 4;
  });
}

describe('spectral arc length', () => {
  it.each(golden.spectralArcLength)('agrees with the definition worked out in numpy for $name', ({ input, out }) => {
    expect(spectralArcLength(Float64Array.from(input), FS)).toBeCloseTo(out, 10);
  });

  it('reads the published -1.41403 for the bell of its authors', () => {
    const bell = Float64Array.from({ length: 200 }, (_, i) => Math.exp(-5 * (-1 + i / 100) ** 2));
    expect(spectralArcLength(bell, 100)).toBeCloseTo(-1.41403, 5);
  });

  it('is about -1.41 for a minimum-jerk movement, quick or slow, large or small', () => {
    for (const durationS of [0.7, 1, 2.5]) expect(spectralArcLength(minimumJerk(durationS), FS)).toBeCloseTo(-1.41, 1);
    const one = minimumJerk(1);
    expect(spectralArcLength(one.map((v) => 7 * v), FS)).toBeCloseTo(spectralArcLength(one, FS)!, 12);
  });

  it('becomes more negative with every further movement', () => {
    const one = minimumJerk(1);
    // Half a second of rest between them.
    const times = (n: number) => Float64Array.from({ length: n * (one.length + 50) - 50 }, (_, i) => one[i % (one.length + 50)] ?? 0);
    const [single, double, triple] = [1, 2, 3].map((n) => spectralArcLength(times(n), FS)!);
    expect(double).toBeLessThan(single - 0.5);
    expect(triple).toBeLessThan(double - 0.5);
  });

  it('has no value where nothing moves', () => {
    expect(spectralArcLength(new Float64Array(100), FS)).toBeNull();
    expect(spectralArcLength(new Float64Array(1), FS)).toBeNull();
  });
});

describe('log dimensionless jerk of an acceleration', () => {
  const columns = (ap: Float64Array, v: Float64Array, ml: Float64Array) => ({ ap, v, ml });

  it('agrees with the definition worked out in numpy, gravity left in', () => {
    const [ap, ml, v] = golden.logDimensionlessJerk.input.map((x) => Float64Array.from(x));
    expect(logDimensionlessJerk(columns(ap, v, ml), 0, ap.length, FS)).toBeCloseTo(golden.logDimensionlessJerk.out, 10);
  });

  it('of a sine over whole periods is -2 ln(2 pi periods)', () => {
    const rate = 2000;
    const still = new Float64Array(rate);
    for (const periods of [1, 2, 5]) {
      const sine = Float64Array.from({ length: rate }, (_, i) => 9.81 + Math.sin((2 * Math.PI * periods * i) / rate));
      expect(logDimensionlessJerk(columns(still, sine, still), 0, rate, rate)).toBeCloseTo(-2 * Math.log(2 * Math.PI * periods), 2);
    }
  });

  it('does not change with size, sign or a constant', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.1, max: 10, noNaN: true }), (seed, scale) => {
        const [ap, v, ml] = [1, 2, 3].map((k) => noise(60, seed + k));
        const plain = logDimensionlessJerk(columns(ap, v, ml), 0, 60, FS)!;
        const other = logDimensionlessJerk(columns(ap.map((x) => scale * x), v.map((x) => scale * x + 9.81), ml.map((x) => -scale * x)), 0, 60, FS)!;
        expect(other).toBeCloseTo(plain, 8);
      }),
    );
  });

  it('has no value where nothing changes', () => {
    const still = new Float64Array(50).fill(9.81);
    expect(logDimensionlessJerk(columns(still, still, still), 0, 50, FS)).toBeNull();
  });
});
