/** Step length over that of the plain pendulum. Zijlstra and Hof 2003 give 1.25 for an excursion from double integration. */
export const PENDULUM_CORRECTION = 1.3;
/** Leg length over height. Source: Drillis and Contini 1966, as in Winter 2009, fig. 4.1 (0.530). */
export const LEG_LENGTH_OVER_HEIGHT = 0.53;

/**
 * Vertical excursion of the body in one step of an inverted pendulum.
 *
 * Source: Zijlstra and Hof 2003, Gait Posture 18(2):1-10, eq. 1: step length = 2 sqrt(2 l h - h^2), times a correction.
 * Here it is solved for h. A length estimate by the same model agrees with the simulated truth by construction:
 * agreement shows that the code is right, never that the model holds for a person.
 *
 * @param stepLengthM m
 * @param legLengthM m
 * @returns peak-to-peak excursion of the first step harmonic, m
 * @throws RangeError when no leg of this length could take the step
 */
export function pendulumExcursion(stepLengthM: number, legLengthM: number): number {
  const half = stepLengthM / (2 * PENDULUM_CORRECTION);
  if (half >= legLengthM) throw new RangeError(`a step of ${stepLengthM.toFixed(2)} m is too long for a leg of ${legLengthM.toFixed(2)} m`);
  return legLengthM - Math.sqrt(legLengthM * legLengthM - half * half);
}
