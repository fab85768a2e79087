import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { densityOf } from '../../../../src/dsp/sway/density.ts';
import { farthest } from '../../../../src/dsp/sway/farthest.ts';
import { swaySet, type SwayMeasures, type SwaySet } from '../../../../src/dsp/sway/swaySet.ts';

type Part = 'planar' | 'first' | 'second';
interface Case {
  readonly name: string;
  readonly sampleRateHz: number;
  readonly seconds?: number;
  readonly sines?: readonly (readonly (readonly [amplitude: number, hz: number, phase: number])[])[];
  readonly samples?: readonly (readonly number[])[];
  readonly drawnEllipseArea?: number;
  readonly out: Readonly<Record<Part, Readonly<Record<string, number>>>>;
}
const golden = JSON.parse(readFileSync(new URL('../../../../fixtures/golden/swaySet.json', import.meta.url), 'utf8')) as { gravityMps2: number; cases: readonly Case[] };
const G = golden.gravityMps2;

function signalsOf({ samples, sines, seconds = 0, sampleRateHz }: Case): [Float64Array, Float64Array] {
  const wave = (parts: readonly (readonly [number, number, number])[]) =>
    Float64Array.from({ length: seconds * sampleRateHz }, (_, i) => parts.reduce((sum, [a, hz, phase]) => sum + a * Math.sin((2 * Math.PI * hz * i) / sampleRateHz + phase), 0));
  const columns = samples ? samples.map((column) => Float64Array.from(column)) : sines!.map(wave);
  return [columns[0], columns[1]];
}
const read = (a: Float64Array, b: Float64Array, fs = 100): SwaySet => swaySet(a, b, fs, G)!;
const LENGTHS = ['jerk', 'distance', 'rms', 'path', 'range', 'meanVelocity', 'meanFrequency', 'totalPower', 'f50', 'f95', 'centroidalFrequency', 'frequencyDispersion', 'leanRms', 'leanRange'] as const satisfies readonly (keyof SwayMeasures)[];
const AREAS = ['area', 'ellipseArea', 'leanEllipseArea'] as const;

function expectNear(actual: number, expected: number, share: number, what: string): void {
  expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(share * Math.abs(expected) + 1e-12);
}

/** Two directions of sway at no particular frequency. */
const sways = fc.record({
  parts: fc.array(fc.tuple(fc.double({ min: 0.01, max: 0.1, noNaN: true }), fc.double({ min: 0.2, max: 3, noNaN: true }), fc.double({ min: 0, max: 6, noNaN: true }), fc.boolean()), { minLength: 4, maxLength: 8 })
    .filter((parts) => parts.some(([, , , isFirst]) => isFirst) && parts.some(([, , , isFirst]) => !isFirst)),
}).map(({ parts }): [Float64Array, Float64Array] => {
  const along = (isFirst: boolean) => Float64Array.from({ length: 2000 }, (_, i) =>
    parts.reduce((sum, [a, hz, phase, first]) => sum + (first === isFirst ? a * Math.sin((2 * Math.PI * hz * i) / 100 + phase) : 0), 0));
  return [along(true), along(false)];
});

describe('the sway of a stance', () => {
  describe.each(golden.cases)('of $name', (one) => {
    const [a, b] = signalsOf(one);
    const set = read(a, b, one.sampleRateHz);

    it.each<Part>(['planar', 'first', 'second'])('has every number within 1 % of what scipy makes of its definition: %s', (part) => {
      const names = Object.keys(one.out[part]);
      expect(names.length).toBe(part === 'planar' ? LENGTHS.length + AREAS.length : LENGTHS.length);
      for (const name of names) expectNear((set[part] as unknown as Record<string, number>)[name], one.out[part][name], 0.01, name);
    });
  });

  it.each(golden.cases.filter(({ drawnEllipseArea }) => drawnEllipseArea !== undefined))('of $name has the ellipse of the covariance it was drawn with', (one) => {
    expectNear(read(...signalsOf(one)).planar.ellipseArea, one.drawnEllipseArea!, 0.001, 'ellipse');
  });

  it('grows with the movement: lengths as it, areas and power as its square, frequencies not at all', () => {
    fc.assert(fc.property(sways, fc.double({ min: 0.2, max: 4, noNaN: true }), ([a, b], k) => {
      const [one, other] = [read(a, b), read(a.map((v) => k * v), b.map((v) => k * v))];
      for (const part of ['planar', 'first', 'second'] as const) {
        for (const name of ['distance', 'rms', 'path', 'range', 'meanVelocity'] as const) expectNear(other[part][name], k * one[part][name], 1e-9, name);
        for (const name of ['jerk', 'totalPower'] as const) expectNear(other[part][name], k * k * one[part][name], 1e-9, name);
        for (const name of ['meanFrequency', 'f50', 'f95', 'centroidalFrequency', 'frequencyDispersion'] as const) expectNear(other[part][name], one[part][name], 1e-6, name);
      }
      for (const name of ['area', 'ellipseArea'] as const) expectNear(other.planar[name], k * k * one.planar[name], 1e-9, name);
    }), { numRuns: 15 });
  });

  it('is the same in the plane for any two directions at right angles', () => {
    fc.assert(fc.property(sways, fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), ([a, b], angle) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turned = read(a.map((v, i) => c * v - s * b[i]), a.map((v, i) => s * v + c * b[i]));
      const { planar } = read(a, b);
      for (const name of LENGTHS.filter((n) => !n.startsWith('lean'))) expectNear(turned.planar[name], planar[name], 1e-6, name);
      for (const name of ['area', 'ellipseArea'] as const) expectNear(turned.planar[name], planar[name], 1e-6, name);
      // The angle is no straight line of the acceleration, but nearly.
      expectNear(turned.planar.leanRms, planar.leanRms, 1e-3, 'leanRms');
    }), { numRuns: 15 });
  });

  it('is the same when left and right are exchanged', () => {
    fc.assert(fc.property(sways, ([a, b]) => {
      const set = read(a, b);
      const mirrored = read(a, b.map((v) => -v));
      for (const part of ['planar', 'first', 'second'] as const) for (const name of LENGTHS) expectNear(mirrored[part][name], set[part][name], 1e-9, name);
    }), { numRuns: 10 });
  });

  it('does not see where the sensor leans on the whole', () => {
    fc.assert(fc.property(sways, fc.double({ min: -3, max: 3, noNaN: true }), ([a, b], off) => {
      const [set, moved] = [read(a, b), read(a.map((v) => v + off), b)];
      for (const name of LENGTHS) expectNear(moved.planar[name], set.planar[name], 1e-6, name);
    }), { numRuns: 10 });
  });

  it('has whole loops: a circle runs through its own frequency, and its path over its radius says so', () => {
    const [a, b] = [0, Math.PI / 2].map((phase) => Float64Array.from({ length: 3000 }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 0.5 * i) / 100 + phase)));
    const { planar } = read(a, b);
    expectNear(planar.meanFrequency, 0.5, 0.001, 'meanFrequency');
    expectNear(planar.distance, 0.1, 0.001, 'distance');
    expectNear(planar.range, 0.2, 0.005, 'range');
    // Swept area: pi r² each loop.
    expectNear(planar.area, Math.PI * 0.01 * 0.5, 0.002, 'area');
  });

  it('says the lean of a sensor that tilts slowly', () => {
    // Half a degree to and fro: g sin(angle).
    const tilt = Float64Array.from({ length: 3000 }, (_, i) => G * Math.sin((0.5 * Math.PI / 180) * Math.sin((2 * Math.PI * 0.2 * i) / 100)));
    const { first } = read(tilt, new Float64Array(3000));
    expectNear(first.leanRms, 0.5 / Math.SQRT2, 0.001, 'leanRms');
    expectNear(first.leanRange, 1, 0.001, 'leanRange');
  });

  it('is none where nothing moves, and a direction in which nothing moves is all nought', () => {
    const [still, moving] = [new Float64Array(1000), Float64Array.from({ length: 1000 }, (_, i) => 0.1 * Math.sin(i / 20))];
    expect(swaySet(still, still, 100, G)).toBeNull();
    expect(swaySet(new Float64Array(1), new Float64Array(1), 100, G)).toBeNull();
    const { second } = read(moving, still);
    expect(Object.values(second).every((value) => value === 0)).toBe(true);
  });
});

describe('the density of a whole stretch', () => {
  it('holds the variance of a sine, wherever its frequency lies', () => {
    for (const hz of [0.31, 0.777, 1.5]) {
      const { density, binHz } = densityOf(Float64Array.from({ length: 2800 }, (_, i) => 0.2 * Math.sin((2 * Math.PI * hz * i) / 100)), 100);
      expectNear(density.reduce((sum, p) => sum + p, 0) * binHz, 0.02, 0.01, String(hz));
    }
  });
});

describe('the largest distance of a trajectory', () => {
  it('is that of all pairs', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(places, (all) => {
      const [a, b] = [0, 1].map((axis) => Float64Array.from(all, (place) => place[axis]));
      const most = Math.max(...all.flatMap(([x, y]) => all.map(([u, v]) => Math.hypot(x - u, y - v))));
      expect(farthest(a, b)).toBeCloseTo(most, 12);
    }));
  });
});
