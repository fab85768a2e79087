/** A direction in the sensor's frame. */
export type Vector3 = readonly [x: number, y: number, z: number];

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function scale(a: Vector3, factor: number): Vector3 {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function add(a: Vector3, b: Vector3): Vector3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** @throws RangeError for the zero vector */
export function normalise(a: Vector3): Vector3 {
  const length = Math.hypot(a[0], a[1], a[2]);
  if (!(length > 0)) throw new RangeError('normalise needs a vector that is not zero');
  return scale(a, 1 / length);
}

/** Some unit vector at right angles to a unit vector. */
export function perpendicular(a: Vector3): Vector3 {
  const [x, y, z] = a.map(Math.abs) as [number, number, number];
  const axis: Vector3 = x <= y && x <= z ? [1, 0, 0] : y <= z ? [0, 1, 0] : [0, 0, 1];
  return normalise(cross(a, axis));
}

/** Angle between two directions, degrees; neither may be zero. */
export function angleDeg(a: Vector3, b: Vector3): number {
  const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  return (180 / Math.PI) * Math.acos(Math.max(-1, Math.min(1, cosine)));
}
