import { median } from '../summary.ts';
import type { Candidate } from './contactScore.ts';

/** A chosen contact: which candidate, and whose foot (1 left, -1 right). */
export interface ChosenContact {
  readonly sample: number;
  readonly foot: 1 | -1;
}

/** A candidate must be this strong to be worth having without any support from rhythm or side. */
const THRESHOLD = 0.4;
/** Weight of the side score. */
const SIDE_WEIGHT = 0.6;
/** Spread of ln(step time / expected): walking straight, and in turns where steps are of any length. */
const STRAIGHT_SIGMA = 0.22;
const TURNING_SIGMA = 0.52;
/** Beyond it a step counts as unusual, not as impossible. */
const HUBER_KNEE = 2;
/** Price of a step with its contact missed, and of starting the rhythm anew after a stumble or a pause. */
const MISSED_PRICE = 3;
const BREAK_PRICE = 4;
const SHORTEST_STEP_S = 0.22;
/** In step times: a longer silence is a break, not a step, even in a turn. */
const LONGEST_STEP = 2.2;
const LONGEST_STEP_S = 3;

const FEET = [1, -1] as const;

/**
 * Chooses contacts and feet together: the sequence of candidates that best trades strength, side and rhythm.
 *
 * A Viterbi search (Viterbi 1967, IEEE Trans Inf Theory 13:260) over candidates x {left, right}. Moves from one chosen
 * candidate to the next: the other foot after about one step; the same foot after about two (one contact was missed); or a
 * break in the rhythm. One weak or doubled peak therefore cannot shift the rest of the walk.
 *
 * @param candidates in order of time
 * @param stepSamples expected step time at each candidate, in samples
 * @param turning 1 where the body turns, by sample
 */
export function chooseContacts(
  candidates: readonly Candidate[],
  stepSamples: readonly number[],
  turning: Uint8Array,
  sampleRateHz: number,
): ChosenContact[] {
  const n = candidates.length;
  // States 2i (left) and 2i + 1 (right).
  const best = new Float64Array(2 * n);
  const from = new Int32Array(2 * n).fill(-1);
  let breakState = -1;
  let breakFrontier = 0;

  for (let i = 0; i < n; i++) {
    const here = candidates[i];
    const sigma = turning[Math.round(here.sample)] ? TURNING_SIGMA : STRAIGHT_SIGMA;
    // Best state far enough back to break away from: the frontier only moves forward.
    while (breakFrontier < i && here.sample - candidates[breakFrontier].sample > SHORTEST_STEP_S * sampleRateHz) {
      for (const s of [2 * breakFrontier, 2 * breakFrontier + 1]) if (breakState < 0 || best[s] > best[breakState]) breakState = s;
      breakFrontier++;
    }
    const broken = breakState >= 0 ? best[breakState] - BREAK_PRICE : 0;
    const start = broken > 0 ? breakState : -1;
    let [leftValue, rightValue, leftSource, rightSource] = [Math.max(0, broken), Math.max(0, broken), start, start];
    for (let j = i - 1; j >= 0; j--) {
      const gap = here.sample - candidates[j].sample;
      if (gap > LONGEST_STEP_S * sampleRateHz) break;
      if (gap <= SHORTEST_STEP_S * sampleRateHz) continue;
      if (gap < LONGEST_STEP * stepSamples[i]) {
        const price = huber(Math.log(gap / stepSamples[i]) / sigma);
        const [toLeft, toRight] = [best[2 * j + 1] - price, best[2 * j] - price];
        if (toLeft > leftValue) [leftValue, leftSource] = [toLeft, 2 * j + 1];
        if (toRight > rightValue) [rightValue, rightSource] = [toRight, 2 * j];
      }
      const missed = huber(Math.log(gap / (2 * stepSamples[i])) / sigma);
      const [stayLeft, stayRight] = [best[2 * j] - MISSED_PRICE - missed, best[2 * j + 1] - MISSED_PRICE - missed];
      if (stayLeft > leftValue) [leftValue, leftSource] = [stayLeft, 2 * j];
      if (stayRight > rightValue) [rightValue, rightSource] = [stayRight, 2 * j + 1];
    }
    best[2 * i] = here.strength - THRESHOLD + SIDE_WEIGHT * FEET[0] * here.side + leftValue;
    best[2 * i + 1] = here.strength - THRESHOLD + SIDE_WEIGHT * FEET[1] * here.side + rightValue;
    from[2 * i] = leftSource;
    from[2 * i + 1] = rightSource;
  }

  let state = -1;
  for (let s = 0; s < 2 * n; s++) if (best[s] > 0 && (state < 0 || best[s] > best[state])) state = s;
  const chosen: ChosenContact[] = [];
  for (; state >= 0; state = from[state]) chosen.push({ sample: candidates[state >> 1].sample, foot: FEET[state & 1] });
  return chosen.reverse();
}

/** Quadratic near zero, linear beyond the knee (Huber 1964, Ann Math Stat 35:73), half of the square at unit scale. */
function huber(x: number): number {
  const a = Math.abs(x);
  return a <= HUBER_KNEE ? (a * a) / 2 : HUBER_KNEE * (a - HUBER_KNEE / 2);
}

const LOCAL_INTERVALS = 11;

/** Step time expected at each candidate: running median of the intervals chosen around it. */
export function localStepSamples(chosen: readonly ChosenContact[], candidates: readonly Candidate[], fallback: number): number[] {
  const middles: number[] = [];
  const intervals: number[] = [];
  for (let k = 1; k < chosen.length; k++) {
    if (chosen[k].foot === chosen[k - 1].foot) continue;
    middles.push((chosen[k].sample + chosen[k - 1].sample) / 2);
    intervals.push(chosen[k].sample - chosen[k - 1].sample);
  }
  if (intervals.length === 0) return candidates.map(() => fallback);
  let nearest = 0;
  return candidates.map(({ sample }) => {
    while (nearest + 1 < middles.length && Math.abs(middles[nearest + 1] - sample) <= Math.abs(middles[nearest] - sample)) nearest++;
    const start = Math.max(0, Math.min(nearest - (LOCAL_INTERVALS >> 1), intervals.length - LOCAL_INTERVALS));
    return median(intervals.slice(start, start + LOCAL_INTERVALS));
  });
}
