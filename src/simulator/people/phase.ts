/** Value of a smooth curve and its change per second. */
export interface Curve {
  readonly value: number;
  readonly rate: number;
}

/**
 * The natural cubic spline through (timesS[i], i): continuous gait phase that is whole at every contact.
 * Its second derivative is continuous, so a signal written over it has no step at a contact. Straight outside.
 *
 * Source: de Boor 1978, A Practical Guide to Splines, ch. IV (natural end conditions).
 * @param timesS at least three rising times, s
 * @returns phase in steps and steps per second at a time
 */
export function phaseThrough(timesS: readonly number[]): (timeS: number) => Curve {
  const n = timesS.length;
  if (n < 3) throw new RangeError(`a phase needs at least three contacts, got ${n}`);
  const t = Float64Array.from(timesS);
  const h = (i: number): number => t[i + 1] - t[i];
  // Second derivatives m at the knots: tridiagonal system, solved by elimination (Thomas algorithm). m[0] = m[n-1] = 0.
  const m = new Float64Array(n);
  const upper = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    const rhs = 6 * (1 / h(i) - 1 / h(i - 1));
    const pivot = 2 * (h(i - 1) + h(i)) - h(i - 1) * upper[i - 1];
    upper[i] = h(i) / pivot;
    m[i] = (rhs - h(i - 1) * m[i - 1]) / pivot;
  }
  for (let i = n - 2; i > 0; i--) m[i] = m[i] - upper[i] * m[i + 1];

  let at = 0;
  return (timeS) => {
    // Sampling moves forward: start the search where the last one ended.
    if (timeS < t[at]) at = 0;
    while (at < n - 2 && timeS >= t[at + 1]) at++;
    const step = h(at);
    const [m0, m1] = [m[at], m[at + 1]];
    const slope = (u: number): number => 1 / step + step * ((m1 * (3 * u * u - 1)) - m0 * (3 * (1 - u) * (1 - u) - 1)) / 6;
    const u = (timeS - t[at]) / step;
    if (u < 0) return { value: at + slope(0) * (timeS - t[at]), rate: slope(0) };
    if (u > 1) return { value: at + 1 + slope(1) * (timeS - t[at + 1]), rate: slope(1) };
    const w = 1 - u;
    return { value: at + u + (step * step * (m0 * (w * w * w - w) + m1 * (u * u * u - u))) / 6, rate: slope(u) };
  };
}

/**
 * Values given once a step, held at mid-step and joined by smooth ramps. Zero half a step before
 * the first and half a step after the last.
 * @param values one per step: values[k] holds at phase k + 0.5
 */
export function overSteps(values: readonly number[], phase: Curve): Curve {
  const from = Math.floor(phase.value - 0.5);
  const at = (k: number): number => values[k] ?? 0;
  const u = phase.value - 0.5 - from;
  const rise = at(from + 1) - at(from);
  return { value: at(from) + rise * u * u * (3 - 2 * u), rate: rise * 6 * u * (1 - u) * phase.rate };
}
