import { describe, expect, it } from 'vitest';
import { dominantFrequency } from '../../../../src/dsp/spectra/dominantFrequency.ts';
import { powerDensity } from '../../../../src/dsp/spectra/welch.ts';
import { golden, noise, pieces } from '../trunkGolden.ts';

const FS = golden.sampleRateHz;
const sine = (hz: number, seconds: number, fs = FS) => Float64Array.from({ length: Math.round(seconds * fs) }, (_, i) => Math.sin((2 * Math.PI * hz * i) / fs));

describe('power density', () => {
  it('agrees with scipy\'s periodograms, averaged over windows of both pieces', () => {
    const { density, windows } = powerDensity(pieces, 5, FS)!;
    expect(windows).toBe(golden.dominantFrequency.windows);
    expect(density.length).toBe(golden.dominantFrequency.density.length);
    golden.dominantFrequency.density.forEach((value, k) => expect(density[k]).toBeCloseTo(value, 10));
  });

  it('adds up to the whole variance', () => {
    const { density, binHz } = powerDensity([noise(4000, 5)], 5, FS)!;
    expect(density.reduce((sum, p) => sum + p * binHz, 0)).toBeCloseTo(1, 1);
  });

  it('has no value for pieces shorter than a window or without movement', () => {
    expect(powerDensity([sine(2, 4.9), sine(2, 4.9)], 5, FS)).toBeNull();
    expect(powerDensity([new Float64Array(1000).fill(9.81)], 5, FS)).toBeNull();
  });
});

describe('dominant frequency', () => {
  it('agrees with numpy and scipy', () => {
    const { density: _, ...out } = golden.dominantFrequency;
    const peak = dominantFrequency(pieces, FS)!;
    for (const [name, value] of Object.entries(out)) expect(peak[name as keyof typeof peak]).toBeCloseTo(value, 8);
  });

  it.each([0.8, 1.234, 1.9, 2.71])('of a sine of %f Hz is its frequency, as narrow as the window allows', (hz) => {
    for (const fs of [50, 100, 128]) {
      const peak = dominantFrequency([sine(hz, 20, fs)], fs)!;
      expect(peak.frequencyHz).toBeCloseTo(hz, 2);
      // Half-power width of a Hann window: 1.44 bins of 1 / 5 s.
      expect(peak.widthHz).toBeCloseTo(1.44 / 5, 2);
      expect(peak.slopePerHz2).toBeCloseTo(peak.amplitudePerHz / peak.widthHz, 12);
    }
  });

  it('is lower and broader when the rhythm wanders', () => {
    let phase = 0;
    const wandering = noise(3000, 9).map((n, i) => Math.sin((phase += (2 * Math.PI * (1.9 + 0.4 * Math.sin(i / 130) + 0.2 * n)) / FS)));
    const [even, uneven] = [dominantFrequency([sine(1.9, 30)], FS)!, dominantFrequency([wandering], FS)!];
    expect(uneven.widthHz).toBeGreaterThan(1.1 * even.widthHz);
    expect(uneven.amplitudePerHz).toBeLessThan(0.9 * even.amplitudePerHz);
  });

  it('does not depend on size, offset or sign', () => {
    const peak = dominantFrequency(pieces, FS)!;
    const other = dominantFrequency(pieces.map((p) => p.map((v) => 9.81 - 3 * v)), FS)!;
    for (const name of ['frequencyHz', 'amplitudePerHz', 'widthHz'] as const) expect(other[name]).toBeCloseTo(peak[name], 8);
  });

  it('has no value for noise, nor for a movement quicker than 3 Hz', () => {
    for (const seed of [1, 2, 3, 4, 5]) expect(dominantFrequency([noise(3000, seed)], FS)).toBeNull();
    expect(dominantFrequency([sine(8, 20)], FS)).toBeNull();
  });

  it('has no value for pieces shorter than its window', () => {
    expect(dominantFrequency([sine(2, 4.9), sine(2, 3)], FS)).toBeNull();
  });
});
