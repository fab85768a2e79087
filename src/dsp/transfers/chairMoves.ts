import { median } from '../summary.ts';
import type { VerticalMove } from './verticalMoves.ts';

/** A way up or down under this is no change from sitting to standing: rises from high chairs still reach it. */
const LEAST_FULL_M = 0.12;
/** A rise that reaches less than this share of the person's usual one stops on the way: full ones differ by a tenth or so. */
const FULL_SHARE = 0.72;
/** Ways that count towards the usual one. */
const USUAL_FROM_SHARE = 0.6;
/** Somebody who falls back onto the chair was off it by this much at least, and goes back about as far and soon. */
const ATTEMPT = { leastM: 0.07, largestRatio: 2, longestApartS: 3 } as const;
/** A way that is cut off by the end of the recording ends this near to it. */
export const AT_END_S = 0.2;

/** One way up or down that belongs to a chair. */
export interface ChairMove extends VerticalMove {
  /** From sitting to standing or back, all the way. */
  readonly complete: boolean;
}

/**
 * The ways up and down that are rising, sitting down, and attempts to rise.
 *
 * Steps:
 * 1. The usual height is the median of the larger ways; a complete one reaches .72 of it.
 * 2. A way up that is not complete, and back soon by about as much, is an attempt when the person sits: after sitting down, or before a rise. So is one
 *    that the end of the recording cuts off.
 * 3. Everything else that is not complete is a bend, a step or drift, and left out.
 * @param stooped ways at whose upper end the trunk stays bent: they are not complete
 * @param count samples of the recording
 */
export function chairMoves(moves: readonly VerticalMove[], stooped: ReadonlySet<VerticalMove>, count: number, sampleRateHz: number): ChairMove[] {
  const usual = usualHeight(moves);
  const isFull = (move: VerticalMove) => !stooped.has(move) && Math.abs(move.riseM) >= Math.max(LEAST_FULL_M, FULL_SHARE * usual);
  const sits = (k: number): boolean => {
    const before = moves.slice(0, k).reverse().find(isFull);
    if (before) return before.riseM < 0;
    const after = moves.slice(k + 1).find(isFull);
    return after === undefined || after.riseM > 0;
  };
  const kept: ChairMove[] = [];
  for (let k = 0; k < moves.length; k++) {
    const [move, next] = [moves[k], moves[k + 1]];
    if (isFull(move)) {
      kept.push({ ...move, complete: true });
    } else if (move.riseM >= ATTEMPT.leastM && sits(k)) {
      if (next && !isFull(next) && fallsBack(move, next, sampleRateHz)) {
        kept.push({ ...move, complete: false }, { ...next, complete: false });
        k++;
      } else if (!next && move.end >= count - AT_END_S * sampleRateHz) {
        kept.push({ ...move, complete: false });
      }
    }
  }
  return kept;
}

function fallsBack(up: VerticalMove, down: VerticalMove, fs: number): boolean {
  const ratio = -down.riseM / up.riseM;
  return ratio > 1 / ATTEMPT.largestRatio && ratio < ATTEMPT.largestRatio && down.start - up.end < ATTEMPT.longestApartS * fs;
}

function usualHeight(moves: readonly VerticalMove[]): number {
  const heights = moves.map((m) => Math.abs(m.riseM));
  const highest = Math.max(0, ...heights);
  const full = heights.filter((h) => h >= USUAL_FROM_SHARE * highest);
  return full.length > 0 ? median(full) : 0;
}
