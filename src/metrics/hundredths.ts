/**
 * Rounds half up to 0.01. Values are judged as they are shown, so that a sentence such as
 * "0.80 m/s, at or below 0.80 m/s" can never stand beside the opposite decision.
 */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
