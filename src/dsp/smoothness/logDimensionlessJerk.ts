import type { AxisColumns, BodyAxes } from '../../model/index.ts';

const AXES = ['ap', 'v', 'ml'] as const;

/**
 * Log dimensionless jerk of one movement from its acceleration (LDLJ-A): minus the logarithm of how much the acceleration
 * changes, for its size and the time it takes. Higher (nearer to 0) is smoother.
 *
 * Source: Melendez-Calderon, Shirota & Balasubramanian 2021, Front Bioeng Biotechnol 8:558771: -ln(T / A² * integral of |jerk|² dt),
 * A² the mean square of the acceleration without gravity.
 * Needs: acceleration without noise above 20 Hz, at least three samples.
 * Steps:
 * 1. The mean acceleration of the movement, which holds gravity, comes off each axis.
 * 2. Jerk: differences of neighbouring samples; mean square over the three axes.
 * 3. -ln(T² * mean |jerk|² / mean |acceleration|²).
 * Differs from the source: the rotation of the sensor within the movement is not taken off the jerk; a lower back turns by a few
 * degrees within a stride.
 *
 * @param acc m/s²
 * @param start, end samples of the movement, end not included
 * @returns unitless; null when the acceleration is constant
 */
export function logDimensionlessJerk(acc: AxisColumns<BodyAxes>, start: number, end: number, sampleRateHz: number): number | null {
  const n = end - start;
  if (n < 3) return null;
  let power = 0;
  let jerk = 0;
  for (const axis of AXES) {
    const column = acc[axis];
    // 1.
    let sum = 0;
    for (let i = start; i < end; i++) sum += column[i];
    const mean = sum / n;
    // 2.
    for (let i = start; i < end; i++) power += (column[i] - mean) ** 2;
    for (let i = start + 1; i < end; i++) jerk += ((column[i] - column[i - 1]) * sampleRateHz) ** 2;
  }
  if (power === 0 || jerk === 0) return null;
  // 3.
  const durationS = n / sampleRateHz;
  return -Math.log((durationS ** 2 * (jerk / (n - 1))) / (power / n));
}
