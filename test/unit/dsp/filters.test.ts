import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { butterworth } from '../../../src/dsp/filters/butterworth.ts';
import { gaussianDerivative, gaussianSmooth } from '../../../src/dsp/filters/gaussian.ts';
import { smoothWide } from '../../../src/dsp/filters/wideSmoothing.ts';
import { bandpass, lowpass } from '../../../src/dsp/filters/zeroPhase.ts';
import { convolveFolded } from '../../../src/dsp/kernels/wavelet.ts';
import { useKernels } from '../../../src/dsp/kernels/kernels.ts';

describe('Butterworth design', () => {
  it('halves the power at the cut-off, each way', () => {
    // A sine at the cut-off, filtered forwards and backwards, keeps half of its amplitude.
    const fs = 100;
    const x = Float64Array.from({ length: 2000 }, (_, i) => Math.sin((2 * Math.PI * 5 * i) / fs));
    const y = lowpass(x, 5, fs, 4);
    expect(Math.max(...y.subarray(500, 1500))).toBeCloseTo(0.5, 3);
  });

  it('refuses an odd order and a cut-off beyond half the sampling rate', () => {
    expect(() => butterworth('lowpass', 3, 5, 100)).toThrow(RangeError);
    expect(() => butterworth('lowpass', 2, 50, 100)).toThrow(RangeError);
    expect(() => butterworth('lowpass', 2, Number.NaN, 100)).toThrow(RangeError);
  });
});

describe('zero-phase filters', () => {
  it('leave a constant as it is, from the first sample to the last', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: 1, max: 300 }), (value, n) => {
        const out = lowpass(new Float64Array(n).fill(value), 4, 100);
        for (const v of out) expect(v).toBeCloseTo(value, 9);
      }),
    );
  });

  it('answer a time-reversed signal with the time-reversed answer', () => {
    // Forwards-backwards filtering is symmetric up to the start-up at the ends: compare the middle.
    const x = Float64Array.from({ length: 4000 }, (_, i) => Math.sin(i / 7) + 0.3 * Math.sin(i / 2.3 + 1));
    const there = bandpass(x, 0.5, 10, 100);
    const back = bandpass(Float64Array.from(x).reverse(), 0.5, 10, 100).reverse();
    for (let i = 1900; i < 2100; i++) expect(there[i]).toBeCloseTo(back[i], 4);
  });

  it('widen to what a slow sensor can carry instead of failing', () => {
    expect(lowpass(new Float64Array(100).fill(1), 20, 40)).toHaveLength(100);
  });
});

describe('Gaussian filters', () => {
  it('the derivative answers sigma on a ramp of slope one per sample', () => {
    const ramp = Float64Array.from({ length: 200 }, (_, i) => i);
    expect(gaussianDerivative(ramp, 0.04, 100)[100]).toBeCloseTo(4, 12);
  });

  it('the derivative of a sine has the amplitude the theory says', () => {
    const [fs, f, sigma] = [200, 2, 0.04];
    const x = Float64Array.from({ length: 2000 }, (_, i) => Math.sin((2 * Math.PI * f * i) / fs));
    const omega = 2 * Math.PI * f;
    const expected = omega * sigma * Math.exp((-omega * omega * sigma * sigma) / 2);
    expect(Math.max(...gaussianDerivative(x, sigma, fs).subarray(500, 1500))).toBeCloseTo(expected, 3);
  });

  it('smoothing keeps the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 80 }), (values) => {
        const out = gaussianSmooth(Float64Array.from(values), 0.03, 100);
        const mean = (a: ArrayLike<number>) => Array.from(a).reduce((s, v) => s + v, 0) / a.length;
        expect(mean(out)).toBeCloseTo(mean(values), 9);
      }),
    );
  });
});

describe('wide smoothing', () => {
  const kernel = Float64Array.from({ length: 65 }, (_, k) => Math.exp(-(k * k) / 512) / 40);
  const walked = (length: number) => Float64Array.from({ length }, (_, i) => 9.81 + Math.sin(i / 7) + Math.sin(i * i));

  afterEach(() => useKernels('wasm'));

  it('is the sum of the weighted samples, for signals of any length, in both kinds of kernels alike', () => {
    for (const length of [1, 2, 64, 65, 383, 384, 385, 768, 769, 5000]) {
      const signal = walked(length);
      const expected = convolveFolded(signal, kernel, 'even');
      const found = (['wasm', 'typescript'] as const).map((kind) => {
        useKernels(kind);
        const out = new Float64Array(length);
        smoothWide(signal, kernel, out);
        return out;
      });
      expect(found[0]).toEqual(found[1]);
      found[0].forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-12));
    }
  });
});
