/** An axis within some 25 degrees of the vertical tells nothing about the horizontal. */
const MOSTLY_VERTICAL = 0.9;

/**
 * Rotation from a sensor's axes, roughly forward, up and to the right, to the body's, from the mean specific force.
 *
 * Source: Moe-Nilssen 1998, Clin Biomech 13:320 (the mean of the force points up: it tells the sensor's tilt, and nothing about
 * its turn about the vertical).
 * Steps:
 * 1. Up is the mean force.
 * 2. Forward is the sensor's forward axis without its vertical part. Where that axis is vertical itself, the sensor's downward
 *    axis (lying on the back) or its upward one (lying on the face) takes its place: both point the same way in between.
 * 3. Right is forward x up.
 * @param rotation receives the rows ap, v, ml
 * @returns mean force, m/s²; 0 leaves the rotation as it is
 */
export function tiltRotation(meanAp: number, meanV: number, meanMl: number, rotation: Float64Array): number {
  // 1. Up.
  const force = Math.sqrt(meanAp * meanAp + meanV * meanV + meanMl * meanMl);
  if (!(force > 0)) return 0;
  const u0 = meanAp / force;
  const u1 = meanV / force;
  const u2 = meanMl / force;
  // 2. Forward: an axis minus its share of up.
  const a0 = Math.abs(u0) > MOSTLY_VERTICAL ? 0 : 1;
  const a1 = a0 === 1 ? 0 : u0 > 0 ? -1 : 1;
  const along = a0 * u0 + a1 * u1;
  let f0 = a0 - along * u0;
  let f1 = a1 - along * u1;
  let f2 = -along * u2;
  const length = Math.sqrt(f0 * f0 + f1 * f1 + f2 * f2);
  f0 /= length;
  f1 /= length;
  f2 /= length;
  rotation[0] = f0;
  rotation[1] = f1;
  rotation[2] = f2;
  rotation[3] = u0;
  rotation[4] = u1;
  rotation[5] = u2;
  // 3. Right.
  rotation[6] = f1 * u2 - f2 * u1;
  rotation[7] = f2 * u0 - f0 * u2;
  rotation[8] = f0 * u1 - f1 * u0;
  return force;
}
