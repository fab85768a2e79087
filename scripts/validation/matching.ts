/** Pairs reference and found times, nearest first, each used once. */
export function matchTimes(reference: readonly number[], found: readonly number[], toleranceS: number): [reference: number, found: number][] {
  const pairs: { r: number; f: number; distance: number }[] = [];
  for (const [r, a] of reference.entries()) {
    for (const [f, b] of found.entries()) if (Math.abs(a - b) <= toleranceS) pairs.push({ r, f, distance: Math.abs(a - b) });
  }
  pairs.sort((a, b) => a.distance - b.distance);
  const usedR = new Set<number>();
  const usedF = new Set<number>();
  const matched: [number, number][] = [];
  for (const { r, f } of pairs) {
    if (usedR.has(r) || usedF.has(f)) continue;
    usedR.add(r);
    usedF.add(f);
    matched.push([r, f]);
  }
  return matched.sort((a, b) => a[0] - b[0]);
}

export interface Counts {
  hit: number;
  missed: number;
  extra: number;
}

export function f1({ hit, missed, extra }: Counts): number {
  return hit === 0 ? 0 : (2 * hit) / (2 * hit + missed + extra);
}

/** Hits, misses and extras among the times that lie inside the windows; pairs are made over the whole recording first. */
export function countInside(
  reference: readonly number[],
  found: readonly number[],
  matched: readonly [number, number][],
  inside: (timeS: number) => boolean,
): Counts {
  const pairedR = new Set(matched.map(([r]) => r));
  const pairedF = new Set(matched.map(([, f]) => f));
  return {
    hit: matched.filter(([r]) => inside(reference[r])).length,
    missed: reference.filter((t, r) => inside(t) && !pairedR.has(r)).length,
    extra: found.filter((t, f) => inside(t) && !pairedF.has(f)).length,
  };
}
