import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { horizontalSway } from '../../../../src/dsp/sway/horizontalSway.ts';
import { spectralEdge } from '../../../../src/dsp/sway/spectralEdge.ts';
import type { WindowSway } from '../../../../src/model/index.ts';
import { rotationOf } from '../../../support/memoryReader.ts';

interface Case { name: string; sampleRateHz: number; acc: [number[], number[], number[]]; out: WindowSway }
const { cases } = JSON.parse(readFileSync(new URL('../../../../fixtures/golden/sway.json', import.meta.url), 'utf8')) as { cases: Case[] };
const columns = ([x, y, z]: readonly (readonly number[])[]) => ({ x: Float64Array.from(x), y: Float64Array.from(y), z: Float64Array.from(z) });

const RATE_HZ = 100;
const wave = (amplitude: number, hz: number) => Array.from({ length: 1000 }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / RATE_HZ));

function expectSame(actual: WindowSway | null, expected: WindowSway, tolerance: number): void {
  for (const key of ['rmsMps2', 'pathRateMps3', 'f95Hz'] as const) expect(Math.abs(actual![key] / expected[key] - 1), key).toBeLessThan(tolerance);
}

describe('sway of a stretch of standing', () => {
  it.each(cases)('agrees with scipy: $name', ({ sampleRateHz, acc, out }) => {
    expectSame(horizontalSway(columns(acc), sampleRateHz), out, 1e-9);
  });

  it('of one sine has its RMS, its path and its frequency', () => {
    const sway = horizontalSway(columns([wave(0.1, 0.5), Array<number>(1000).fill(9.81), Array<number>(1000).fill(0)]), RATE_HZ)!;
    expect(sway.rmsMps2).toBeCloseTo(0.1 / Math.SQRT2, 3);
    // Four times its amplitude each period, two seconds.
    expect(sway.pathRateMps3).toBeCloseTo(0.2, 2);
    expect(sway.f95Hz).toBeGreaterThan(0.5);
    expect(sway.f95Hz).toBeLessThan(0.65);
  });

  it('is the same however the sensor is mounted', () => {
    const [{ acc, sampleRateHz, out }] = cases;
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(fc.property(fc.tuple(part, part, part, part).filter((q) => Math.hypot(...q) > 0.1), (q) => {
      const turned = rotationOf(...q).map(([a, b, c]) => acc[0].map((_, i) => a * acc[0][i] + b * acc[1][i] + c * acc[2][i]));
      expectSame(horizontalSway(columns(turned), sampleRateHz), out, 1e-6);
    }), { numRuns: 30 });
  });

  it('doubles with the movement, while its frequency stays', () => {
    const [{ acc, sampleRateHz, out }] = cases;
    const means = acc.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const twice = acc.map((column, axis) => column.map((value) => means[axis] + 2 * (value - means[axis])));
    expectSame(horizontalSway(columns(twice), sampleRateHz), { rmsMps2: 2 * out.rmsMps2, pathRateMps3: 2 * out.pathRateMps3, f95Hz: out.f95Hz }, 1e-9);
  });

  it('is none where nothing moves or there is no up', () => {
    const still = Array<number>(1000).fill(0);
    expect(horizontalSway(columns([still, Array<number>(1000).fill(9.81), still]), RATE_HZ)).toBeNull();
    expect(horizontalSway(columns([1.234567, 9.654321, -0.777].map((value) => Array<number>(1000).fill(value))), RATE_HZ)).toBeNull();
    expect(horizontalSway(columns([still, still, still]), RATE_HZ)).toBeNull();
    expect(horizontalSway(columns([[], [], []]), RATE_HZ)).toBeNull();
  });
});

describe('the edge of a band\'s power', () => {
  it('lies where the share is reached, between bins by a straight line', () => {
    expect(spectralEdge(Float64Array.of(9, 1, 1, 1, 1, 9), 0.5, [0.5, 2], 0.5)).toBe(1);
    expect(spectralEdge(Float64Array.of(9, 1, 1, 1, 1, 9), 0.5, [0.5, 2], 0.625)).toBe(1.25);
    expect(spectralEdge(Float64Array.of(9, 1, 1, 1, 1, 9), 0.5, [0.5, 2], 1)).toBe(2);
  });

  it('is none in a band without power or without a bin', () => {
    expect(spectralEdge(new Float64Array(6), 0.5, [0.5, 2], 0.95)).toBeNull();
    expect(spectralEdge(Float64Array.of(1, 1, 1), 1, [1.2, 1.8], 0.95)).toBeNull();
  });
});
