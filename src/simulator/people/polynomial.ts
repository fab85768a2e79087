/** Value, first and second derivative by time. */
export interface Jet {
  readonly value: number;
  readonly rate: number;
  readonly acceleration: number;
}

/**
 * The quintic that joins two states in `durationS`: value, rate and acceleration agree at both ends.
 * From rest to rest it is the minimum-jerk movement (Flash and Hogan 1985, J Neurosci 5:1688-1703).
 * @param sinceS s from the first state; held to 0 ... durationS
 */
export function joined(from: Jet, to: Jet, durationS: number, sinceS: number): Jet {
  const d = durationS;
  const u = Math.min(Math.max(sinceS / d, 0), 1);
  // In units of the duration.
  const [p0, v0, a0] = [from.value, from.rate * d, from.acceleration * d * d];
  const [p1, v1, a1] = [to.value, to.rate * d, to.acceleration * d * d];
  const rise = p1 - p0;
  const c3 = 10 * rise - 6 * v0 - 4 * v1 - 1.5 * a0 + 0.5 * a1;
  const c4 = -15 * rise + 8 * v0 + 7 * v1 + 1.5 * a0 - a1;
  const c5 = 6 * rise - 3 * (v0 + v1) - 0.5 * (a0 - a1);
  return {
    value: p0 + u * (v0 + u * (a0 / 2 + u * (c3 + u * (c4 + u * c5)))),
    rate: (v0 + u * (a0 + u * (3 * c3 + u * (4 * c4 + u * 5 * c5)))) / d,
    acceleration: (a0 + u * (6 * c3 + u * (12 * c4 + u * 20 * c5))) / (d * d),
  };
}

/** At rest at a value. */
export function resting(value: number): Jet {
  return { value, rate: 0, acceleration: 0 };
}

/** From rest at one value to rest at another. */
export function moved(from: number, to: number, durationS: number, sinceS: number): Jet {
  return joined(resting(from), resting(to), durationS, sinceS);
}
