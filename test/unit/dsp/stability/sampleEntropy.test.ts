import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleEntropy } from '../../../../src/dsp/stability/sampleEntropy.ts';
import { golden, noise, pieces } from '../trunkGolden.ts';

describe('sample entropy', () => {
  it.each(golden.sampleEntropy)('counts the same matches as a search over all pairs, in $pieces piece(s)', ({ pieces: n, out }) => {
    const result = sampleEntropy(pieces.slice(0, n));
    expect(result).toMatchObject({ shortMatches: out.shortMatches, longMatches: out.longMatches, templates: out.templates });
    expect(result.entropy).toBeCloseTo(out.entropy, 12);
  });

  it('is nought for a signal whose every pattern goes on the same way', () => {
    const alternating = Float64Array.from({ length: 100 }, (_, i) => i % 2);
    // 98 patterns, 49 of each kind; all of a kind match one another, with two samples as with three.
    expect(sampleEntropy([alternating])).toEqual({ shortMatches: 2 * ((49 * 48) / 2), longMatches: 2 * ((49 * 48) / 2), templates: 98, entropy: 0 });
  });

  it('is higher for noise than for a sine', () => {
    const sine = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i / 4));
    expect(sampleEntropy([noise(500, 1)]).entropy!).toBeGreaterThan(sampleEntropy([sine]).entropy! + 1);
  });

  it('does not change with the size, the offset or the sign of the signal, nor when it is read backwards', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -8, max: 8 }), (seed, exponent, offset) => {
        const signal = noise(120, seed);
        const { shortMatches, longMatches } = sampleEntropy([signal]);
        expect(sampleEntropy([signal.map((v) => v * 2 ** exponent)])).toMatchObject({ shortMatches, longMatches });
        expect(sampleEntropy([signal.map((v) => -v)])).toMatchObject({ shortMatches, longMatches });
        expect(sampleEntropy([signal.map((v) => v + offset)]).longMatches).toBeCloseTo(longMatches, -1);
      }),
      { numRuns: 40 },
    );
  });

  it('has no value where no pattern comes back', () => {
    const growing = Float64Array.from({ length: 40 }, (_, i) => 1.5 ** i);
    const few = sampleEntropy([growing.subarray(35)]);
    expect(few.longMatches).toBe(0);
    expect(few.entropy).toBeNull();
  });

  it('needs a signal', () => {
    expect(() => sampleEntropy([])).toThrow(RangeError);
  });
});
