/**
 * Ticks from one reading of a clock that wraps to a later one. Whole rounds that nobody saw are told by the time of arrival.
 * @param modulus ticks after which it begins again; Infinity for a clock that does not
 * @param expected ticks that have passed by the time of arrival: right to within half a round
 * @returns 0 or more; NaN where a clock that does not wrap has gone back
 */
export function forwardTicks(from: number, to: number, modulus: number, expected: number): number {
  const ahead = to - from;
  if (modulus === Infinity) return ahead >= 0 ? ahead : NaN;
  const within = ahead >= 0 ? ahead : ahead + modulus;
  return within + modulus * Math.max(0, Math.round((expected - within) / modulus));
}
