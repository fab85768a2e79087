import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, fromRotationVector, inverse, rotate, rotationBetween, turnAboutVertical } from '../../../src/dsp/orientation/quaternion.ts';
import { normalise, type Vector3 } from '../../../src/dsp/orientation/vector.ts';

const part = fc.double({ min: -3, max: 3, noNaN: true });
const vector = fc.tuple(part, part, part).filter((v) => Math.hypot(...v) > 0.01) as fc.Arbitrary<Vector3>;
const close = (a: readonly number[], b: readonly number[]) => a.forEach((x, i) => expect(x).toBeCloseTo(b[i], 9));

describe('rotations', () => {
  it('a quarter turn to the left carries forward to the left', () => {
    close(rotate(fromRotationVector([0, 0, Math.PI / 2]), [1, 0, 0]), [0, 1, 0]);
  });

  it('composing rotates by the second first', () => {
    fc.assert(fc.property(vector, vector, vector, (a, b, v) => {
      const [p, q] = [fromRotationVector(a), fromRotationVector(b)];
      close(rotate(compose(p, q), v), rotate(p, rotate(q, v)));
      close(rotate(inverse(p), rotate(p, v)), v);
    }));
  });

  it('the rotation between two directions carries one into the other, opposite ones included', () => {
    fc.assert(fc.property(vector, vector, (a, b) => close(rotate(fromRotationVector(rotationBetween(normalise(a), normalise(b))), normalise(a)), normalise(b))));
    for (const v of [[1, 0, 0], [0, 1, 0], [0, 0, -1]] as const) {
      close(rotate(fromRotationVector(rotationBetween(v, [-v[0], -v[1], -v[2]])), v), [-v[0], -v[1], -v[2]]);
    }
    expect(rotationBetween([0, 0, 1], [0, 0, 1])).toEqual([0, 0, 0]);
  });

  it('the turn about the vertical is the yaw of a level rotation, and zero for a tilt', () => {
    expect(turnAboutVertical(fromRotationVector([0, 0, -2.5]))).toBeCloseTo(-2.5, 9);
    expect(turnAboutVertical(fromRotationVector([0.7, -0.2, 0]))).toBeCloseTo(0, 9);
  });
});
