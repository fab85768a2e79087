/**
 * Interval of a figure when other people had been recorded: people are drawn with replacement, each with all of their trials.
 * Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13 (percentile interval). Seeded: the same every time.
 * @param byPerson the trials of each person
 * @returns 2.5th and 97.5th percentile of the figure
 */
export function intervalByPerson<T>(byPerson: readonly (readonly T[])[], figure: (trials: readonly T[]) => number, draws = 2000): [low: number, high: number] {
  const random = mulberry32(20221);
  const values: number[] = [];
  for (let d = 0; d < draws; d++) {
    const drawn = byPerson.flatMap(() => byPerson[Math.floor(random() * byPerson.length)]);
    const value = figure(drawn);
    if (Number.isFinite(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))];
  return [at(0.025), at(0.975)];
}

/** Small seeded generator of numbers in [0, 1): Tommy Ettinger's Mulberry32, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Trials by person, in the order they appear. */
export function groupByPerson<T>(trials: readonly T[], person: (trial: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const trial of trials) groups.set(person(trial), [...(groups.get(person(trial)) ?? []), trial]);
  return [...groups.values()];
}
