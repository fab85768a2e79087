import type { InitialContact, Stride, WalkingBout } from '../../model/index.ts';
import { median } from '../summary.ts';

/** How far the lower back and the feet tell the same walk. */
export interface FeetAgreement {
  /** Contacts that both saw within a quarter of a second. */
  readonly matched: number;
  /** Contacts that only one of them saw, as a share of all, %. */
  readonly unmatchedPct: number;
  /** Matched contacts that are given to opposite sides, %; null where a side is unknown. */
  readonly oppositePct: number | null;
  /** Median stride length, m; null without any. */
  readonly backLengthM: number | null;
  readonly feetLengthM: number | null;
}

const TOLERANCE_S = 0.25;

/** Compares bouts of the lower back with the same bouts read from the feet, pair by pair. Mended contacts are nobody's evidence. */
export function compareBouts(pairs: readonly { readonly back: WalkingBout; readonly feet: WalkingBout }[], sampleRateHz: number): FeetAgreement {
  let [all, matched, sided, opposite] = [0, 0, 0, 0];
  for (const { back, feet } of pairs) {
    const margin = TOLERANCE_S * sampleRateHz;
    // Steps at the very ends belong to whoever felt them: they are compared only where the lower back says it walks.
    const seen = feet.contacts.filter((c) => !c.mended && c.sample > back.start - margin && c.sample < back.end + margin);
    const felt = back.contacts.filter((c) => !feet.contacts.some((f) => f.mended && f.sample === c.sample));
    const found = pairUp(felt, seen, margin);
    all += felt.length + seen.length;
    matched += found.length;
    for (const [a, b] of found) {
      if (a.side === null || b.side === null) continue;
      sided++;
      if (a.side !== b.side) opposite++;
    }
  }
  const lengths = (strides: readonly Stride[]) => strides.flatMap((s) => (s.straight ? (s.lengthM ?? []) : []));
  const middle = (values: readonly number[]) => (values.length > 0 ? median(values) : null);
  return {
    matched,
    unmatchedPct: all > 0 ? (100 * (all - 2 * matched)) / all : 0,
    oppositePct: sided > 0 ? (100 * opposite) / sided : null,
    backLengthM: middle(pairs.flatMap((p) => lengths(p.back.strides))),
    feetLengthM: middle(pairs.flatMap((p) => lengths(p.feet.strides))),
  };
}

/** Nearest pairs first, each contact once; both lists in order of time. */
function pairUp(a: readonly InitialContact[], b: readonly InitialContact[], within: number): [InitialContact, InitialContact][] {
  const near: { i: number; j: number; apart: number }[] = [];
  let from = 0;
  for (const [i, { sample }] of a.entries()) {
    while (from < b.length && b[from].sample < sample - within) from++;
    for (let j = from; j < b.length && b[j].sample <= sample + within; j++) near.push({ i, j, apart: Math.abs(b[j].sample - sample) });
  }
  near.sort((p, q) => p.apart - q.apart);
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  return near.flatMap(({ i, j }): [InitialContact, InitialContact][] => {
    if (usedA.has(i) || usedB.has(j)) return [];
    usedA.add(i);
    usedB.add(j);
    return [[a[i], b[j]]];
  });
}
