import { describe, expect, it } from 'vitest';
import { gravityOffset } from '../../../../src/dsp/transfers/gravityOffset.ts';
import { movementEdges } from '../../../../src/dsp/transfers/movementEdges.ts';
import { verticalMoves } from '../../../../src/dsp/transfers/verticalMoves.ts';
import { verticalVelocity } from '../../../../src/dsp/transfers/verticalVelocity.ts';

const FS = 100;
/** Speed of a minimum-jerk movement of `way` from `startS` on. */
const speed = (way: number, startS: number, lastsS: number) => (timeS: number) => {
  const u = (timeS - startS) / lastsS;
  return u <= 0 || u >= 1 ? 0 : (way / lastsS) * 30 * u * u * (1 - u) * (1 - u);
};
const sampled = (seconds: number, f: (timeS: number) => number) => Float64Array.from({ length: seconds * FS }, (_, i) => f(i / FS));
const derived = (v: Float64Array) => v.map((_, i) => ((v[Math.min(v.length - 1, i + 1)] - v[Math.max(0, i - 1)]) * FS) / 2);

describe('the edges of a movement', () => {
  it.each([[0.4, 1], [1.7, 1], [3, -1]] as const)('are where a minimum-jerk movement of %f s begins and ends, up or down (%i)', (lastsS, sign) => {
    const v = sampled(8, speed(sign * 0.3, 2, lastsS));
    const { start, end } = movementEdges(v, Math.round((2 + lastsS / 2) * FS), { start: 0, end: v.length }, sign);
    expect(start / FS).toBeCloseTo(2, 1.5);
    expect(end / FS).toBeCloseTo(2 + lastsS, 1.5);
  });

  it('do not leave the span they are looked for in', () => {
    const v = sampled(8, speed(0.3, 2, 2));
    expect(movementEdges(v, 300, { start: 250, end: 350 }, 1)).toEqual({ start: 250, end: 349 });
  });
});

describe('vertical velocity', () => {
  const rests = (spans: readonly (readonly [number, number])[]) => ({ still: spans.map(([a, b]) => ({ start: a * FS, end: b * FS })), calm: [] });

  it('is that of a rise between two rests, although the sensor is off by .1 m/s²', () => {
    const v = sampled(8, speed(0.35, 3, 1.2));
    const acc = derived(v).map((a) => a + 0.1);
    const found = verticalVelocity(acc, rests([[0, 2.9], [4.3, 8]]), FS);
    for (let i = 0; i < v.length; i++) expect(Math.abs(found[i] - v[i])).toBeLessThan(0.02);
  });

  it('does not depend on the sampling rate', () => {
    const at = (fs: number) => {
      const v = Float64Array.from({ length: 8 * fs }, (_, i) => speed(0.35, 3, 2)(i / fs));
      const acc = v.map((_, i) => ((v[Math.min(v.length - 1, i + 1)] - v[Math.max(0, i - 1)]) * fs) / 2);
      return verticalVelocity(acc, { still: [], calm: [] }, fs)[4 * fs];
    };
    expect(at(200)).toBeCloseTo(at(50), 2);
  });
});

describe('ways up and down', () => {
  it('are found one after the other, each with its height', () => {
    const v = sampled(12, (t) => speed(0.3, 2, 0.9)(t) + speed(-0.32, 3.1, 1)(t) + speed(0.25, 6, 2.2)(t));
    const moves = verticalMoves(v, FS);
    expect(moves.map((m) => Math.sign(m.riseM))).toEqual([1, -1, 1]);
    [0.3, 0.32, 0.25].forEach((m, k) => expect(Math.abs(moves[k].riseM)).toBeCloseTo(m, 1.7));
  });

  it('are none where steps lift the trunk, or where a sensor drifts for long', () => {
    expect(verticalMoves(sampled(20, (t) => 0.25 * Math.sin(2 * Math.PI * 1.9 * t)), FS)).toEqual([]);
    expect(verticalMoves(sampled(20, speed(0.4, 2, 14)), FS)).toEqual([]);
  });

  it('hold a rise that hesitates half-way as one', () => {
    const moves = verticalMoves(sampled(8, (t) => speed(0.16, 2, 0.8)(t) + speed(0.16, 2.7, 0.8)(t)), FS);
    expect(moves).toHaveLength(1);
    expect(moves[0].riseM).toBeCloseTo(0.32, 1.7);
  });
});

describe("the accelerometer's offset", () => {
  const off = [0.2, -0.15, 0.1] as const;
  const posture = (deg: number) => [9.80665 * Math.cos((deg * Math.PI) / 180), 0, 9.80665 * Math.sin((deg * Math.PI) / 180)];
  const postures = [posture(-20), posture(15)];
  const acc = {
    x: Float64Array.from({ length: 200 }, (_, i) => postures[i < 100 ? 0 : 1][0] + off[0]),
    y: Float64Array.from({ length: 200 }, (_, i) => postures[i < 100 ? 0 : 1][1] + off[1]),
    z: Float64Array.from({ length: 200 }, (_, i) => postures[i < 100 ? 0 : 1][2] + off[2]),
  };

  it('makes gravity the same in every posture that rests', () => {
    const found = gravityOffset(acc, [{ start: 0, end: 100 }, { start: 100, end: 200 }]);
    for (const i of [50, 150]) expect(Math.hypot(acc.x[i] - found[0], acc.y[i] - found[1], acc.z[i] - found[2])).toBeCloseTo(9.807, 1.5);
  });

  it('is none without a rest, and none where it would be implausibly large', () => {
    expect(gravityOffset(acc, [])).toEqual([0, 0, 0]);
    expect(gravityOffset({ ...acc, x: acc.x.map((v) => v * 1.4) }, [{ start: 0, end: 200 }])).toEqual([0, 0, 0]);
  });
});
