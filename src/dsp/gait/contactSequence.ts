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
  /** Of the candidate in hand, for the left and the right foot: the best that what comes before it adds. */
  const value = new Float64Array(2);
  let breakState = -1;
  let breakFrontier = 0;

  for (let i = 0; i < n; i++) {
    const here = candidates[i];
    const sigma = turning[Math.round(here.sample)] ? TURNING_SIGMA : STRAIGHT_SIGMA;
    // Best state far enough back to break away from: the frontier only moves forward.
    while (breakFrontier < i && here.sample - candidates[breakFrontier].sample > SHORTEST_STEP_S * sampleRateHz) {
      for (let s = 2 * breakFrontier; s < 2 * breakFrontier + 2; s++) if (breakState < 0 || best[s] > best[breakState]) breakState = s;
      breakFrontier++;
    }
    const broken = breakState >= 0 ? best[breakState] - BREAK_PRICE : 0;
    value.fill(Math.max(0, broken));
    if (broken > 0) from.fill(breakState, 2 * i, 2 * i + 2);
    for (let j = i - 1; j >= 0; j--) {
      const gap = here.sample - candidates[j].sample;
      if (gap > LONGEST_STEP_S * sampleRateHz) break;
      if (gap <= SHORTEST_STEP_S * sampleRateHz) continue;
      if (gap < LONGEST_STEP * stepSamples[i]) {
        const price = huber(Math.log(gap / stepSamples[i]) / sigma);
        if (best[2 * j + 1] - price > value[0]) {
          value[0] = best[2 * j + 1] - price;
          from[2 * i] = 2 * j + 1;
        }
        if (best[2 * j] - price > value[1]) {
          value[1] = best[2 * j] - price;
          from[2 * i + 1] = 2 * j;
        }
      }
      const missed = huber(Math.log(gap / (2 * stepSamples[i])) / sigma);
      for (let f = 0; f < 2; f++) {
        const stay = best[2 * j + f] - MISSED_PRICE - missed;
        if (stay > value[f]) {
          value[f] = stay;
          from[2 * i + f] = 2 * j + f;
        }
      }
    }
    for (let f = 0; f < 2; f++) best[2 * i + f] = here.strength - THRESHOLD + SIDE_WEIGHT * FEET[f] * here.side + value[f];
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
  const local: number[] = [];
  let from = -1;
  for (const { sample } of candidates) {
    while (nearest + 1 < middles.length && Math.abs(middles[nearest + 1] - sample) <= Math.abs(middles[nearest] - sample)) nearest++;
    const start = Math.max(0, Math.min(nearest - (LOCAL_INTERVALS >> 1), intervals.length - LOCAL_INTERVALS));
    // Neighbouring candidates mostly share their intervals.
    local.push(start === from ? local[local.length - 1] : median(intervals.slice(start, start + LOCAL_INTERVALS)));
    from = start;
  }
  return local;
}
