import type { Vector3 } from './vector.ts';

/** Unit quaternion: a rotation that carries sensor directions into the level frame. */
export type Quaternion = readonly [w: number, x: number, y: number, z: number];

/** First rotates by b, then by a. */
export function compose(a: Quaternion, b: Quaternion): Quaternion {
  return [
    a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
    a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
    a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
    a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
  ];
}

export function inverse([w, x, y, z]: Quaternion): Quaternion {
  return [w, -x, -y, -z];
}

/** The vector turned by the rotation. */
export function rotate([w, x, y, z]: Quaternion, [a, b, c]: Vector3): Vector3 {
  // v + 2 w (q x v) + 2 q x (q x v)
  const [tx, ty, tz] = [2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)];
  return [a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx];
}

/** Rotation about a vector's direction by its length in radians. */
export function fromRotationVector([x, y, z]: Vector3): Quaternion {
  const angle = Math.sqrt(x * x + y * y + z * z);
  // sin(a/2)/a tends to 1/2: no division by zero for a foot at rest.
  const share = angle > 1e-9 ? Math.sin(angle / 2) / angle : 0.5;
  return [Math.cos(angle / 2), x * share, y * share, z * share];
}

/** The shortest rotation vector that carries one unit vector into another, radians. */
export function rotationBetween(from: Vector3, to: Vector3): Vector3 {
  const [x, y, z] = [from[1] * to[2] - from[2] * to[1], from[2] * to[0] - from[0] * to[2], from[0] * to[1] - from[1] * to[0]];
  const sine = Math.sqrt(x * x + y * y + z * z);
  const angle = Math.atan2(sine, from[0] * to[0] + from[1] * to[1] + from[2] * to[2]);
  if (sine > 1e-12) return [(x * angle) / sine, (y * angle) / sine, (z * angle) / sine];
  // Parallel: nothing to turn. Opposite: half a turn about any direction at right angles.
  if (angle < 1) return [0, 0, 0];
  const aside: Vector3 = Math.abs(from[0]) < 0.9 ? [0, from[2], -from[1]] : [-from[2], 0, from[0]];
  const length = Math.hypot(...aside);
  return [(aside[0] * Math.PI) / length, (aside[1] * Math.PI) / length, (aside[2] * Math.PI) / length];
}

/** How far a rotation turns about the vertical (third axis of the level frame), radians, positive to the left. */
export function turnAboutVertical([w, , , z]: Quaternion): number {
  return 2 * Math.atan2(Math.sign(w || 1) * z, Math.abs(w));
}
