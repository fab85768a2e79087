import type { Stride, Turn, WalkingBout } from '../../model/index.ts';
import { mean, median } from '../summary.ts';

/** What a course of known length says about the walker's own stride lengths. */
export interface CourseCheck {
  /** Multiply stride lengths by it; null when the course does not fit the recording. */
  readonly factor: number | null;
  /** How many legs of the course were walked. */
  readonly legs: number;
}

/** Further from the pendulum than people are: another course was walked. */
const LARGEST_FACTOR = 1.35;
/** Legs of one course that differ more than this from each other were not all whole legs. */
const LARGEST_DISAGREEMENT = 0.15;
/** Half a turn of 180 degrees walked on an arc leads this share of its path along the course: 2 / pi. */
const TURN_ADVANCE = 2 / Math.PI;
/** The trunk has come this share of a stride when the first foot lands: half a step. */
const BEFORE_FIRST_CONTACT = 0.25;
/** A leg with fewer steps is a bit of a turn or a stop. */
const FEWEST_STRIDES = 4;

/**
 * Compares the walked distance, as the strides tell it, with a course of known length between start, turns and stop.
 *
 * Steps:
 * 1. A leg runs from the bout's first contact or the middle of a turn to the middle of the next turn or the last contact.
 * 2. Its distance is the sum over its steps of duration times the speed of the strides around them; a step without a stride,
 *    at a gap in the data, is walked at the leg's mean speed. Turning steps lead along the course by a share of their path,
 *    and the trunk has come half a step when the first foot lands.
 * 3. The factor is the median over legs of course length over distance.
 *
 * Source: personal calibration of the pendulum as in Zijlstra & Hof 2003, here from the walk itself.
 * @param courseLengthM length of one leg, m
 * @throws RangeError when the course has no length
 */
export function courseCheck(bouts: readonly WalkingBout[], turns: readonly Turn[], courseLengthM: number, sampleRateHz: number): CourseCheck {
  if (!(courseLengthM > 0)) throw new RangeError(`courseCheck needs a course of more than 0 m, not ${courseLengthM}`);
  const ratios = bouts.flatMap((bout) => {
    const middles = turns.map((t) => (t.start + t.end) / 2).filter((m) => m > bout.start && m < bout.end);
    const marks = [bout.start, ...middles, bout.end];
    const own = marks.slice(1).flatMap((end, k) => {
      const distance = distanceM(bout, marks[k], end, turns, sampleRateHz);
      return distance === null ? [] : [courseLengthM / distance];
    });
    // A walk that ends with the time ends anywhere: its last leg counts only if it is as long as the others.
    const others = own.slice(0, -1);
    return own.length > 2 && own[own.length - 1] > (1 + LARGEST_DISAGREEMENT) * median(others) ? others : own;
  });
  if (ratios.length === 0) return { factor: null, legs: 0 };
  const factor = median(ratios);
  const fits = ratios.every((r) => Math.abs(r / factor - 1) <= LARGEST_DISAGREEMENT) && factor <= LARGEST_FACTOR && factor >= 1 / LARGEST_FACTOR;
  return { factor: fits ? factor : null, legs: ratios.length };
}

function distanceM(bout: WalkingBout, from: number, to: number, turns: readonly Turn[], sampleRateHz: number): number | null {
  const speed = (s: Stride) => ((s.lengthM ?? NaN) * sampleRateHz) / (s.end - s.start);
  const inside = bout.strides.filter((s) => s.lengthM !== null && s.start < to && s.end > from);
  if (inside.length < FEWEST_STRIDES) return null;
  const usual = mean(inside.map(speed));
  let distance = 0;
  for (const [k, contact] of bout.contacts.entries()) {
    const start = Math.max(from, bout.contacts[k - 1]?.sample ?? Infinity);
    const end = Math.min(to, contact.sample);
    if (start >= end) continue;
    const around = inside.filter((s) => s.start <= start + 1e-6 && s.end >= end - 1e-6).map(speed);
    const turned = turns.reduce((sum, t) => sum + Math.max(0, Math.min(end, t.end) - Math.max(start, t.start)), 0);
    distance += ((around.length > 0 ? mean(around) : usual) * (end - start - (1 - TURN_ADVANCE) * turned)) / sampleRateHz;
  }
  const firstStep = from === bout.start ? BEFORE_FIRST_CONTACT * (bout.strides.find((s) => s.lengthM !== null)?.lengthM ?? 0) : 0;
  return distance + firstStep;
}
