import type { Vector } from '../people/motion.ts';

/**
 * How a case sits on the body: rows are the case's x, y, z axes, given in body components (ap, v, ml).
 * A reading is `mounting * body vector`. Always a rotation (right-handed, length-preserving).
 */
export type Mounting = readonly [Vector, Vector, Vector];

/** x forward, y up, z to the right: the case's axes are the body's. */
export const ALIGNED: Mounting = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
/** x up, y to the right, z forward: a case lying flat on the lower back. */
export const BACK_FLAT: Mounting = [[0, 1, 0], [0, 0, 1], [1, 0, 0]];
/** x forward, y to the left, z up: a case on the back of the shoe. */
export const SHOE: Mounting = [[1, 0, 0], [0, 0, -1], [0, 1, 0]];

export function applyMounting(m: Mounting, [ap, v, ml]: Vector): Vector {
  const row = (r: Vector): number => r[0] * ap + r[1] * v + r[2] * ml;
  return [row(m[0]), row(m[1]), row(m[2])];
}

/** The mounting that takes a reading back to the body: the transpose. */
export function inverseMounting([x, y, z]: Mounting): Mounting {
  return [[x[0], y[0], z[0]], [x[1], y[1], z[1]], [x[2], y[2], z[2]]];
}

/**
 * Tilts a mounted case further about one of its own axes by the right-hand rule.
 * @param deg degrees; rotating the case by +a turns every reading by -a in the case's frame
 */
export function tilted(m: Mounting, about: 'x' | 'y' | 'z', deg: number): Mounting {
  const c = Math.cos((deg * Math.PI) / 180);
  const s = Math.sin((deg * Math.PI) / 180);
  const mix = (p: Vector, q: Vector, f: number, g: number): Vector => [p[0] * f + q[0] * g, p[1] * f + q[1] * g, p[2] * f + q[2] * g];
  const [x, y, z] = m;
  if (about === 'x') return [x, mix(y, z, c, s), mix(z, y, c, -s)];
  if (about === 'y') return [mix(x, z, c, -s), y, mix(z, x, c, s)];
  return [mix(x, y, c, s), mix(y, x, c, -s), z];
}

/** True when the rows are a rotation to within `tolerance`: unit length, square to each other, right-handed. */
export function isRotation([x, y, z]: Mounting, tolerance = 1e-6): boolean {
  const dot = (p: Vector, q: Vector): number => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
  const cross: Vector = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]];
  return Math.abs(dot(x, x) - 1) < tolerance && Math.abs(dot(y, y) - 1) < tolerance
    && Math.abs(dot(x, y)) < tolerance && Math.abs(dot(cross, z) - 1) < tolerance && Math.abs(dot(z, z) - 1) < tolerance;
}
