import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { butterworth } from '../../../src/dsp/filters/butterworth.ts';
import { gaussianSmooth } from '../../../src/dsp/filters/gaussian.ts';
import { zeroPhase } from '../../../src/dsp/filters/zeroPhase.ts';
import { autocorrelation } from '../../../src/dsp/spectra/autocorrelation.ts';
import { harmonicRatio } from '../../../src/dsp/spectra/harmonicRatio.ts';
import { amplitudeSpectrum } from '../../../src/dsp/spectra/spectrum.ts';
import { correlation, mean, skewness } from '../../../src/dsp/summary.ts';

interface Golden {
  sampleRateHz: number;
  x: number[];
  y: number[];
  zeroPhase: { kind: 'lowpass' | 'highpass'; order: number; cutoffHz: number; out: number[] }[];
  gaussian: { sigmaS: number; out: number[] }[];
  autocorrelation: number[];
  correlation: number;
  skewness: number;
  harmonicRatio: { start: number; end: number; sideways: boolean; out: number }[];
  spectrum: { input: number[]; rectangular: number[]; hann: number[] };
}

const golden = JSON.parse(readFileSync(new URL('../../../fixtures/golden/dsp.json', import.meta.url), 'utf8')) as Golden;
const x = Float64Array.from(golden.x);
const y = Float64Array.from(golden.y);
const fs = golden.sampleRateHz;

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
  expect(worst).toBeLessThan(tolerance);
}

function centred(signal: Float64Array): Float64Array {
  const m = mean(signal);
  return signal.map((v) => v - m);
}

describe('values computed independently by scipy and numpy', () => {
  it.each(golden.zeroPhase)('zero-phase $kind of order $order at $cutoffHz Hz agrees with sosfiltfilt', ({ kind, order, cutoffHz, out }) => {
    expectClose(zeroPhase(x, butterworth(kind, order, cutoffHz, fs)), out, 1e-9);
  });

  it.each(golden.gaussian)('Gaussian smoothing over $sigmaS s agrees with gaussian_filter1d', ({ sigmaS, out }) => {
    expectClose(gaussianSmooth(x, sigmaS, fs), out, 1e-9);
  });

  it('the unbiased autocorrelation of two channels agrees', () => {
    expectClose(autocorrelation([centred(x), centred(y)], 60), golden.autocorrelation, 1e-12);
  });

  it('correlation and skewness agree', () => {
    expect(correlation(x, y)).toBeCloseTo(golden.correlation, 12);
    expect(skewness(x)).toBeCloseTo(golden.skewness, 12);
  });

  it('the amplitude spectrum agrees, with and without a taper', () => {
    const out = new Float64Array(65);
    for (const taper of ['rectangular', 'hann'] as const) {
      amplitudeSpectrum(Float64Array.from(golden.spectrum.input), taper, out);
      expectClose(out, golden.spectrum[taper], 1e-12);
    }
  });

  it.each(golden.harmonicRatio)('the harmonic ratio of the stride from $start to $end agrees', ({ start, end, sideways, out }) => {
    expect(harmonicRatio(sideways ? y : x, start, end, sideways ? 'sideways' : 'alongOrUp')).toBeCloseTo(out, 10);
  });
});
