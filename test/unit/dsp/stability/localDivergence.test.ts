import { describe, expect, it } from 'vitest';
import { localDivergence, nearestNeighbours } from '../../../../src/dsp/stability/localDivergence.ts';
import { golden, noise, pieces } from '../trunkGolden.ts';

/** Ten strides of two harmonics with some noise on them, 100 samples a stride. */
function walk(noiseSize: number, seed = 1): Float64Array {
  const shake = noise(1000, seed);
  return shake.map((n, i) => Math.sin((2 * Math.PI * i) / 50) + 0.5 * Math.sin((2 * Math.PI * i) / 100 + 1) + noiseSize * n);
}

describe('local divergence', () => {
  it.each(golden.localDivergence)('finds the same neighbours as a search over all states, in $pieces piece(s)', ({ pieces: n, out }) => {
    const found = nearestNeighbours(pieces.slice(0, n));
    expect(out.starts.map((start) => found.get(start))).toEqual(out.neighbours);
    expect(found.size).toBe(out.starts.length);
  });

  it.each(golden.localDivergence)('has the same curve and slope as the definition worked out in numpy, in $pieces piece(s)', ({ pieces: n, out }) => {
    const result = localDivergence(pieces.slice(0, n))!;
    out.curve.forEach((value, k) => expect(result.curve[k]).toBeCloseTo(value, 10));
    expect(result.perStride).toBeCloseTo(out.perStride, 9);
    expect(result.pairs).toBe(out.starts.length);
  });

  it('reads the exponent of a signal whose neighbours part exponentially', () => {
    // Rounds of an unstable spiral grow by e² each: two paths one round apart part by the same factor, but neighbours are more than one round apart.
    const spiral = Float64Array.from({ length: 600 }, (_, i) => Math.exp((2 * i) / 100) * Math.cos((2 * Math.PI * i) / 100));
    expect(localDivergence([spiral])!.perStride).toBeCloseTo(2, 1);
  });

  it('does not change with the size, the offset or the sign of the signal', () => {
    const signal = walk(0.1);
    const { perStride } = localDivergence([signal])!;
    expect(localDivergence([signal.map((v) => 4 * v)])!.perStride).toBeCloseTo(perStride, 9);
    expect(localDivergence([signal.map((v) => -v)])!.perStride).toBeCloseTo(perStride, 9);
    expect(localDivergence([signal.map((v) => v + 8)])!.perStride).toBeCloseTo(perStride, 6);
  });

  it('lets no path run from one piece into the next', () => {
    const [a, b] = [walk(0.1, 2).subarray(0, 400), walk(0.1, 3).subarray(0, 400)];
    expect(localDivergence([a, b])!.perStride).toBeCloseTo(localDivergence([b, a])!.perStride, 9);
    expect(localDivergence([a, b])!.pairs).toBe(2 * (400 - 90));
  });

  it('has no value for pieces shorter than a followed path, nor for a single stride', () => {
    expect(localDivergence([walk(0.1).subarray(0, 90)])).toBeNull();
    expect(localDivergence([walk(0.1).subarray(0, 180)])).toBeNull();
    expect(localDivergence([])).toBeNull();
  });
});
