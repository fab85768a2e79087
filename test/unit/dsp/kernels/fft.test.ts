import FFT from 'fft.js';
import { afterEach, describe, expect, test } from 'vitest';
import { kernelKind, useKernels, type KernelKind } from '../../../../src/dsp/kernels/kernels.ts';
import { LONGEST_TRANSFORM, pairTransform, quadTransform } from '../../../../src/dsp/kernels/realTransform.ts';

const SIZES = Array.from({ length: 15 }, (_, i) => 4 << i);
const KINDS: readonly KernelKind[] = ['wasm', 'typescript'];

/** Numbers that look random and are the same everywhere. */
function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

interface Bins {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function byFftJs(signal: Float64Array): Bins {
  const out = new Float64Array(2 * signal.length);
  new FFT(signal.length).realTransform(out, signal);
  const bins = signal.length / 2 + 1;
  return { re: Float64Array.from({ length: bins }, (_, k) => out[2 * k]), im: Float64Array.from({ length: bins }, (_, k) => out[2 * k + 1]) };
}

/** The definition, with Neumaier's sums and exact phases: good to the last digits. */
function byDefinition(signal: Float64Array, k: number): { re: number; im: number } {
  const n = signal.length;
  const summed = (term: (i: number) => number) => {
    let sum = 0;
    let lost = 0;
    for (let i = 0; i < n; i++) {
      const value = term(i);
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    return sum + lost;
  };
  const phase = (i: number) => (2 * Math.PI * ((i * k) % n)) / n;
  return { re: summed((i) => signal[i] * Math.cos(phase(i))), im: -summed((i) => signal[i] * Math.sin(phase(i))) };
}

const channelOf = (spectrum: ArrayLike<number>, channels: number, c: number): Bins => {
  const bins = spectrum.length / (2 * channels);
  return {
    re: Float64Array.from({ length: bins }, (_, k) => spectrum[2 * channels * k + c]),
    im: Float64Array.from({ length: bins }, (_, k) => spectrum[2 * channels * k + channels + c]),
  };
};
const highest = ({ re, im }: Bins) => re.reduce((most, r, k) => Math.max(most, Math.hypot(r, im[k])), 0);
const furthest = (a: Bins, b: Bins) => a.re.reduce((most, r, k) => Math.max(most, Math.abs(r - b.re[k]), Math.abs(a.im[k] - b.im[k])), 0) / highest(b);
/** As text: comparing it is quick, and tells 0 from -0. */
const bits = (values: Float64Array) => new BigUint64Array(values.slice().buffer).join(' ');

afterEach(() => useKernels('wasm'));

describe('a transform of two channels', () => {
  describe.each(KINDS)('in %s', (kind) => {
    test.each(SIZES)('of %i samples agrees with fft.js to 1e-12 of the highest bin', (size) => {
      useKernels(kind);
      const plan = pairTransform(size);
      const signals = [noise(size, 1), noise(size, 2)];
      signals.forEach((signal, c) => plan.inputs[c].set(signal));
      plan.toSpectrum();
      signals.forEach((signal, c) => expect(furthest(channelOf(plan.spectrum, 2, c), byFftJs(signal))).toBeLessThan(1e-12));
    });

    test.each([4, 8, 16, 256, 2048, 65536])('of %i samples is as good as doubles allow, against the definition', (size) => {
      useKernels(kind);
      const plan = pairTransform(size);
      const signals = [noise(size, 3), noise(size, 4)];
      signals.forEach((signal, c) => plan.inputs[c].set(signal));
      plan.toSpectrum();
      for (const [c, signal] of signals.entries()) {
        const found = channelOf(plan.spectrum, 2, c);
        const scale = highest(found);
        for (const k of new Set([0, 1, 2, 3, size >> 3, size >> 2, (size >> 2) + 1, size / 2 - 1, size / 2].filter((bin) => bin <= size / 2))) {
          const { re, im } = byDefinition(signal, k);
          expect(Math.abs(found.re[k] - re) / scale).toBeLessThan(2e-15);
          expect(Math.abs(found.im[k] - im) / scale).toBeLessThan(2e-15);
        }
      }
    });

    test('leaves each channel alone: the other one may be anything', () => {
      useKernels(kind);
      const plan = pairTransform(512);
      const signal = noise(512, 5);
      plan.inputs[0].set(signal);
      plan.inputs[1].fill(0);
      plan.toSpectrum();
      const alone = channelOf(plan.spectrum, 2, 0);
      expect(highest(channelOf(plan.spectrum, 2, 1))).toBe(0);
      plan.inputs[1].set(noise(512, 6).map((v) => 1e9 * v));
      plan.toSpectrum();
      expect(channelOf(plan.spectrum, 2, 0)).toEqual(alone);
    });

    test('keeps what was written as its input', () => {
      useKernels(kind);
      const plan = pairTransform(1024);
      const signal = noise(1024, 7);
      plan.inputs[0].set(signal);
      plan.toSpectrum();
      plan.toPower();
      expect(plan.inputs[0]).toEqual(signal);
    });

    test('is made once a size and keeps its buffers', () => {
      useKernels(kind);
      expect(pairTransform(64)).toBe(pairTransform(64));
      expect(quadTransform(64)).toBe(quadTransform(64));
    });
  });

  test.each(SIZES)('of %i samples has the same bits in WebAssembly and in TypeScript', (size) => {
    const [wasm, typescript] = KINDS.map((kind) => {
      useKernels(kind);
      expect(kernelKind()).toBe(kind);
      const plan = pairTransform(size);
      plan.inputs[0].set(noise(size, 8));
      plan.inputs[1].set(noise(size, 9));
      plan.toSpectrum();
      const spectrum = bits(plan.spectrum);
      plan.toPower();
      return { spectrum, power: bits(plan.power) };
    });
    expect(typescript.spectrum).toEqual(wasm.spectrum);
    expect(typescript.power).toEqual(wasm.power);
  });

  test.each(SIZES.slice(0, 12))('of %i samples gives the low bins of padded signals as it gives them of the noughts themselves', (size) => {
    // From a sixteenth of the size on, and to a quarter of its bins: both sides of where the short way ends.
    for (const samples of [1, size / 16, size / 16 + 1, size].map((count) => Math.min(size, Math.ceil(count)))) {
      for (const bins of [1, Math.max(1, size / 4), size / 2 + 1]) {
        for (const kind of KINDS) {
          useKernels(kind);
          const plan = pairTransform(size);
          const signals = [12, 13].map((seed) => noise(size, seed).fill(0, samples));
          signals.forEach((signal, c) => plan.inputs[c].set(signal));
          plan.toPower();
          const expected = bits(plan.power.subarray(0, 2 * bins));
          // What lies behind the samples must not matter.
          signals.forEach((signal, c) => plan.inputs[c].fill(1e9).set(signal.subarray(0, samples)));
          plan.toLowPower(samples, bins);
          expect(bits(plan.power.subarray(0, 2 * bins))).toEqual(expected);
        }
      }
    }
  });

  test.each(SIZES)('of %i samples gives the power of its own spectrum', (size) => {
    const plan = pairTransform(size);
    plan.inputs[0].set(noise(size, 10));
    plan.inputs[1].set(noise(size, 11));
    plan.toSpectrum();
    const spectrum = plan.spectrum.slice();
    plan.toPower();
    const squared = plan.power.map((_, i) => {
      const re = 4 * (i >> 1) + (i & 1);
      return spectrum[re] * spectrum[re] + spectrum[re + 2] * spectrum[re + 2];
    });
    expect(bits(plan.power)).toEqual(bits(squared));
  });
});

describe('a transform of four channels', () => {
  test.each(KINDS.flatMap((kind) => SIZES.map((size) => [kind, size] as const)))('in %s of %i samples agrees with fft.js to single precision', (kind, size) => {
    useKernels(kind);
    const plan = quadTransform(size);
    const signals = [12, 13, 14, 15].map((seed) => noise(size, seed).map(Math.fround));
    signals.forEach((signal, c) => plan.inputs[c].set(signal));
    plan.toSpectrum();
    signals.forEach((signal, c) => expect(furthest(channelOf(plan.spectrum, 4, c), byFftJs(signal))).toBeLessThan(5e-7));
    const spectrum = plan.spectrum.slice();
    plan.toPower();
    const most = plan.power.reduce((a, b) => Math.max(a, b));
    const worst = plan.power.reduce((worst, power, i) => {
      const re = 8 * (i >> 2) + (i & 3);
      return Math.max(worst, Math.abs(power - spectrum[re] ** 2 - spectrum[re + 4] ** 2));
    }, 0);
    expect(worst).toBeLessThan(1e-6 * most);
  });
});

test.each(KINDS)('a transform longer than those that are kept works all the same in %s', (kind) => {
  useKernels(kind);
  const signal = noise(1 << 17, 16);
  const plan = pairTransform(signal.length);
  plan.inputs[1].set(signal);
  plan.toSpectrum();
  expect(furthest(channelOf(plan.spectrum, 2, 1), byFftJs(signal))).toBeLessThan(1e-12);
});

test.each([0, 1, 2, 3, 6, 1000, 2 * LONGEST_TRANSFORM, NaN, 4.5])('a transform of %d samples is refused', (size) => {
  expect(() => pairTransform(size)).toThrow(RangeError);
  expect(() => quadTransform(size)).toThrow(RangeError);
});
