import type { Span } from '../../model/index.ts';
import { median } from '../summary.ts';

/** Contacts must reach over so much of a turn, less a step, and follow each other this evenly, to be all of them. */
const COVERED_SHARE = 0.85;
const LONGEST_OF_MEDIAN = 1.5;
const FEWEST = 3;

/**
 * Steps of one turn on the spot, where contacts that were found in walking cover it.
 * Shuffled turning has no rhythm by which contacts are found; then nothing is said. Own rule: a count of half of them would look like skill.
 * @param contacts samples, in order @returns null where they do not cover the turn
 */
export function stepsOfTurn(contacts: readonly number[], { start, end }: Span): number | null {
  const during = contacts.filter((sample) => sample >= start && sample < end);
  if (during.length < FEWEST) return null;
  // The foot that completes the turn lands when the trunk is round already.
  const step = median(intervals(during));
  const inside = [...during, ...contacts.filter((sample) => sample >= end && sample < end + step / 2)];
  const covered = inside[inside.length - 1] - inside[0] + step;
  if (covered < COVERED_SHARE * (end - start) || Math.max(...intervals(inside)) > LONGEST_OF_MEDIAN * step) return null;
  return inside.length;
}

function intervals(samples: readonly number[]): number[] {
  return samples.slice(1).map((sample, k) => sample - samples[k]);
}
