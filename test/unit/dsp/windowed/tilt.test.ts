import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tiltRotation } from '../../../../src/dsp/windowed/tilt.ts';

const GRAVITY = 9.81;
const DEGREE = Math.PI / 180;

/** Rotation of a trunk bowed by an angle, forwards positive, and its mean force: the forward axis sinks, so the force points backwards along it. */
function bowed(deg: number): { readonly rotation: Float64Array; readonly force: number } {
  const rotation = new Float64Array(9);
  const force = tiltRotation(-GRAVITY * Math.sin(deg * DEGREE), GRAVITY * Math.cos(deg * DEGREE), 0, rotation);
  return { rotation, force };
}

describe('the tilt correction', () => {
  test('leaves an upright sensor as it is', () => {
    const { rotation, force } = bowed(0);
    expect(force).toBeCloseTo(GRAVITY, 12);
    expect(Array.from(rotation, (x) => x + 0)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test('keeps forward forward from lying on the back to lying on the face', () => {
    for (let deg = -90; deg <= 90; deg += 3) {
      const { rotation } = bowed(deg);
      // The body's forward axis, in the axes of a sensor bowed by that much.
      expect(rotation[0]).toBeCloseTo(Math.cos(deg * DEGREE), 9);
      expect(rotation[1]).toBeCloseTo(Math.sin(deg * DEGREE), 9);
      expect(rotation[2]).toBeCloseTo(0, 9);
    }
  });

  test('is a rotation for every direction of the force, and turns that up', () => {
    const part = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(part, part, part, (ap, v, ml) => {
        fc.pre(Math.hypot(ap, v, ml) > 1e-3);
        const r = new Float64Array(9);
        const force = tiltRotation(ap, v, ml, r);
        const row = (k: number) => [r[3 * k], r[3 * k + 1], r[3 * k + 2]];
        const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
        for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) expect(dot(row(i), row(j))).toBeCloseTo(i === j ? 1 : 0, 9);
        expect(dot(row(1), [ap, v, ml])).toBeCloseTo(force, 9);
        const [a, u, m] = [row(0), row(1), row(2)];
        expect(a[0] * (u[1] * m[2] - u[2] * m[1]) - a[1] * (u[0] * m[2] - u[2] * m[0]) + a[2] * (u[0] * m[1] - u[1] * m[0])).toBeCloseTo(1, 9);
      }),
    );
  });

  test('does nothing without a force', () => {
    const r = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    expect(tiltRotation(0, 0, 0, r)).toBe(0);
    expect(Array.from(r)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
});
