import { firstWhere } from '../ordered.ts';
import type { Candidate } from './contactScore.ts';
import type { ChosenContact } from './contactSequence.ts';

/** A contact with the evidence it rests on. */
export interface TracedContact extends ChosenContact {
  /** Put back between two contacts of one foot: the rhythm says it happened, no clear peak does. */
  readonly mended: boolean;
}

/** A step at either end lies this far from its neighbour, in step times. */
const END_STEP: readonly [number, number] = [0.6, 1.45];
const END_SPREAD = 0.5;
/** The closing step is soft; a weak peak before the first clear contact is the shift of weight that starts the walk. */
const CLOSING_STRENGTH = 0.15;
const OPENING_STRENGTH = 0.75;

/** Sets both ends right: no shift of weight taken for the first step, and the soft closing step that the rhythm alone could not reach. */
export function settleEnds(all: readonly ChosenContact[], candidates: readonly Candidate[], stepAt: (sample: number) => number): ChosenContact[] {
  const strength = (contact: ChosenContact) => candidates.find((c) => c.sample === contact.sample)?.strength ?? 0;
  const chosen = all.length > 1 && strength(all[0]) < OPENING_STRENGTH ? all.slice(1) : all;
  const first = chosen[0];
  const last = chosen.at(-1);
  if (!first || !last) return [];
  const opening = bestBeyond(candidates, first.sample, -1, stepAt(first.sample), OPENING_STRENGTH);
  const closing = bestBeyond(candidates, last.sample, 1, stepAt(last.sample), CLOSING_STRENGTH);
  return [
    ...(opening ? [{ sample: opening.sample, foot: -first.foot as 1 | -1 }] : []),
    ...chosen,
    ...(closing ? [{ sample: closing.sample, foot: -last.foot as 1 | -1 }] : []),
  ];
}

/** The best candidate about a step before (-1) or after (1) a sample. */
function bestBeyond(candidates: readonly Candidate[], sample: number, way: -1 | 1, step: number, floor: number): Candidate | null {
  let best: Candidate | null = null;
  let bestScore = -Infinity;
  for (const c of candidates) {
    const d = way * (c.sample - sample);
    if (c.strength <= floor || d < END_STEP[0] * step || d > END_STEP[1] * step) continue;
    const score = c.strength - (Math.log(d / step) / END_SPREAD) ** 2;
    if (score > bestScore) [best, bestScore] = [c, score];
  }
  return best;
}

/** Two contacts of one foot this many steps apart have lost one of the other foot between them. */
const LOST_ONE: readonly [number, number] = [1.5, 2.8];
/** Look for its peak this near the middle, in shares of the interval. */
const MIDDLE: readonly [number, number] = [0.3, 0.7];

/** The strongest candidate in the middle of a gap, of equals the earlier one. @param candidates in order of time */
function strongestBetween(candidates: readonly Candidate[], start: number, gap: number): Candidate | null {
  let strongest: Candidate | null = null;
  for (let k = firstWhere(candidates.length, (c) => candidates[c].sample >= start); k < candidates.length; k++) {
    const share = (candidates[k].sample - start) / gap;
    if (share > MIDDLE[1]) break;
    if (share >= MIDDLE[0] && !(strongest && strongest.strength >= candidates[k].strength)) strongest = candidates[k];
  }
  return strongest;
}

/** Puts a lost contact back, at the strongest peak near the middle or, without one, in the middle. Marked `mended`.
 * @param stepAt step time around a sample */
export function mendLost(chosen: readonly ChosenContact[], candidates: readonly Candidate[], stepAt: (sample: number) => number): TracedContact[] {
  const out: TracedContact[] = [];
  for (let k = 0; k < chosen.length; k++) {
    const { sample, foot } = chosen[k];
    if (k > 0 && chosen[k - 1].foot === foot) {
      const before = chosen[k - 1].sample;
      const gap = sample - before;
      const stepSamples = stepAt(sample);
      if (gap >= LOST_ONE[0] * stepSamples && gap <= LOST_ONE[1] * stepSamples) {
        const peak = strongestBetween(candidates, before, gap);
        out.push({ sample: peak?.sample ?? before + gap / 2, foot: -foot as 1 | -1, mended: true });
      }
    }
    out.push({ sample, foot, mended: false });
  }
  return out;
}
