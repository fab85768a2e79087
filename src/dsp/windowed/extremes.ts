/** No two contacts of the same kind are nearer than this, in samples. */
export const APART = 25;

/**
 * Whether a value is the greatest within 25 samples to either side; of equal ones, the first.
 * @param sign 1 for the greatest, -1 for the least
 * @param from, to what there is of the signal
 */
export function isExtreme(x: Float64Array, at: number, sign: 1 | -1, from: number, to: number): boolean {
  const value = sign * x[at];
  // Nearly every sample fails against its neighbours.
  if (at > from && sign * x[at - 1] >= value) return false;
  if (at + 1 < to && sign * x[at + 1] > value) return false;
  for (let i = Math.max(from, at - APART); i < at; i++) if (sign * x[i] >= value) return false;
  for (let i = at + 1; i < Math.min(to, at + APART + 1); i++) if (sign * x[i] > value) return false;
  return true;
}
