import { joined } from './polynomial.ts';

/** Value of a smooth curve and its change per second. */
export interface Curve {
  readonly value: number;
  readonly rate: number;
}

/**
 * Continuous gait phase that is whole at every contact: phase k at timesS[k]. Straight outside.
 *
 * At a contact it runs at the mean pace of the two steps about it and neither speeds up nor slows down, so what happens
 * around a contact takes its own time whatever the step; longer and shorter steps differ in single support.
 * Quintic pieces make the second derivative continuous. Always rising: at both ends of a step the pace is below
 * two phases a step time, which such a quintic needs.
 *
 * @param timesS at least two rising times, s
 * @returns phase in steps and steps per second at a time
 */
export function phaseThrough(timesS: readonly number[]): (timeS: number) => Curve {
  const last = timesS.length - 1;
  if (last < 1) throw new RangeError(`a phase needs at least two contacts, got ${timesS.length}`);
  const pace = timesS.map((_, k) => {
    const [from, to] = [Math.max(k - 1, 0), Math.min(k + 1, last)];
    return (to - from) / (timesS[to] - timesS[from]);
  });
  let at = 0;
  return (timeS) => {
    if (timeS <= timesS[0]) return { value: pace[0] * (timeS - timesS[0]), rate: pace[0] };
    if (timeS >= timesS[last]) return { value: last + pace[last] * (timeS - timesS[last]), rate: pace[last] };
    // Sampling moves forward: the search starts where the last one ended.
    if (timeS < timesS[at]) at = 0;
    while (timeS >= timesS[at + 1]) at++;
    const from = { value: at, rate: pace[at], acceleration: 0 };
    const to = { value: at + 1, rate: pace[at + 1], acceleration: 0 };
    return joined(from, to, timesS[at + 1] - timesS[at], timeS - timesS[at]);
  };
}

/**
 * A size given once a step as a smooth curve that never overshoots: it holds at mid-step, and is zero up to `from`
 * and from half a step after the last step on.
 *
 * Source: monotone cubic interpolation, Fritsch and Butland 1984, SIAM J Sci Stat Comput 5:300-304 (harmonic mean of slopes).
 * @param values one per step: values[k] holds at phase k + 0.5
 * @param from phase at which the first rise begins, -0.5 to 0.4.4
 */
export function overSteps(values: readonly number[], phase: Curve, from = -0.5): Curve {
  const knot = (k: number): number => (k < 0 ? from + k + 1 : k + 0.5);
  const at = (k: number): number => values[k] ?? 0;
  const secant = (k: number): number => (at(k + 1) - at(k)) / (knot(k + 1) - knot(k));
  const slope = (k: number): number => {
    const [before, after] = [secant(k - 1), secant(k)];
    return before * after > 0 ? (2 * before * after) / (before + after) : 0;
  };
  const k = phase.value < 0.5 ? (phase.value < from ? -2 : -1) : Math.floor(phase.value - 0.5);
  if (k < -1 || k >= values.length) return { value: 0, rate: 0 };
  const width = knot(k + 1) - knot(k);
  const u = (phase.value - knot(k)) / width;
  // Cubic Hermite form.
  const [p0, p1, m0, m1] = [at(k), at(k + 1), slope(k) * width, slope(k + 1) * width];
  const c2 = 3 * (p1 - p0) - 2 * m0 - m1;
  const c3 = 2 * (p0 - p1) + m0 + m1;
  return { value: p0 + u * (m0 + u * (c2 + u * c3)), rate: ((m0 + u * (2 * c2 + u * 3 * c3)) * phase.rate) / width };
}
