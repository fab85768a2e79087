import type { Span, Turn } from '../../model/index.ts';
import { gaussianSmooth } from '../filters/gaussian.ts';
import { lowpassInto } from '../filters/zeroPhase.ts';
import { firstFrom } from '../ordered.ts';
import { Rooms } from '../rooms.ts';

/** Below it only the change of heading is left; steps rotate the pelvis at .8 Hz and more. */
const CUTOFF_HZ = 0.7;
const PEAK_DEG_PER_S = 25;
const EDGE_SHARE = 0.25;
const ANGLE_SHARE = 0.05;
const SMALLEST_DEG = 45;

/**
 * Turns of the whole body from the rate about the vertical.
 *
 * Source: El-Gohary 2014, Sensors 14:356 (turn: yaw rate above a threshold, edges where it falls low, angle integrated).
 * Differs from the source: zero-phase low-pass at .7 Hz instead of 1.5 Hz, a peak of 25 deg/s instead of 15, edges at a quarter
 * of the peak: chosen on hand-marked 180 degree turns of eight adults, where they are found without bias.
 * @param yaw rate about the vertical, deg/s, positive to the left
 * @param offset sample of the first value on the recording's grid
 */
export function findTurns(yaw: Float64Array, sampleRateHz: number, offset: number): Turn[] {
  const rate = slowRate(yaw, sampleRateHz);
  const turns: Turn[] = [];
  for (let i = 0; i < rate.length; ) {
    const start = i;
    const left = rate[i] > 0;
    while (i < rate.length && rate[i] !== 0 && rate[i] > 0 === left) i++;
    if (i === start) i++;
    else turns.push(...turnsOfLobe(rate, start, i, sampleRateHz));
  }
  return turns.map((t) => ({ ...t, start: t.start + offset, end: t.end + offset }));
}

/** The rate without what the steps add to it, in a room. */
function slowRate(yaw: Float64Array, sampleRateHz: number): Float64Array {
  const rate = rooms.room(0, yaw.length);
  lowpassInto([rate], [yaw], CUTOFF_HZ, sampleRateHz);
  return rate;
}

const rooms = new Rooms();

/** Turns to one side without a turn to the other between them: the highest first, then what lies before and after it. */
function turnsOfLobe(rate: Float64Array, start: number, end: number, sampleRateHz: number): Turn[] {
  let peak = start;
  for (let i = start; i < end; i++) if (Math.abs(rate[i]) > Math.abs(rate[peak])) peak = i;
  if (end <= start || Math.abs(rate[peak]) < PEAK_DEG_PER_S) return [];
  const lobe = { start, end };
  const [from, to] = [reach(rate, lobe, peak, EDGE_SHARE, -1), reach(rate, lobe, peak, EDGE_SHARE, 1)];
  let angleDeg = 0;
  for (let k = reach(rate, lobe, peak, ANGLE_SHARE, -1), last = reach(rate, lobe, peak, ANGLE_SHARE, 1); k <= last; k++) angleDeg += rate[k] / sampleRateHz;
  const turn = { start: from, end: to + 1, angleDeg, peakVelocityDegPerS: rate[peak] };
  return [
    ...turnsOfLobe(rate, start, from, sampleRateHz),
    ...(Math.abs(angleDeg) < SMALLEST_DEG ? [] : [turn]),
    ...turnsOfLobe(rate, to + 1, end, sampleRateHz),
  ];
}

/** The furthest sample of the lobe, going one way from its peak, up to which the rate stays above a share of the peak. */
function reach(rate: Float64Array, { start, end }: Span, peak: number, share: number, direction: 1 | -1): number {
  const level = share * Math.abs(rate[peak]);
  let k = peak;
  while (k + direction >= start && k + direction < end && Math.abs(rate[k + direction]) >= level) k += direction;
  return k;
}

const STEPS_BEFORE = 2;
const BEFORE_S = 3;
const STEPS_AFTER = 3;
const AFTER_S = 2.5;
/** Slow walkers need longer for as many steps. */
const BEFORE_STEPS = 4;
const AFTER_STEPS = 4;

/**
 * Turns with steps on both sides of them. Turning round to stand still or to sit down is another thing.
 * @param contactSamples of the whole recording
 */
export function walkingTurns<T extends Turn>(turns: readonly T[], contactSamples: readonly number[], sampleRateHz: number): T[] {
  const contacts = Float64Array.from(contactSamples).sort();
  return turns.filter((turn) => isWalked(turn, contacts, sampleRateHz));
}

function isWalked(turn: Turn, contacts: Float64Array, sampleRateHz: number): boolean {
  // The last contacts before the turn, and the first ones after it.
  const [last, next] = [firstFrom(contacts, turn.start) - 1, firstFrom(contacts, turn.end)];
  const step = last < 1 ? 0 : contacts[last] - contacts[last - 1];
  const from = turn.start - Math.max(BEFORE_S * sampleRateHz, BEFORE_STEPS * step);
  const to = turn.end + Math.max(AFTER_S * sampleRateHz, AFTER_STEPS * step);
  const before = last + 1 - firstFrom(contacts, from);
  const after = firstFrom(contacts, to) - next;
  return before >= STEPS_BEFORE && after >= STEPS_AFTER;
}

/** Steps are of any length where the body turns faster than this. */
const TURNING_DEG_PER_S = 35;
/** Steps right beside a turn are turning steps too. */
const TURNING_SPREAD_S = 0.25;

/** 1 where the body turns. @param yaw rate about the vertical, deg/s */
export function turningMask(yaw: Float64Array, sampleRateHz: number): Uint8Array {
  const rate = slowRate(yaw, sampleRateHz);
  for (let i = 0; i < rate.length; i++) rate[i] = Math.abs(rate[i]);
  const spread = gaussianSmooth(rate, TURNING_SPREAD_S, sampleRateHz, rooms.room(1, rate.length));
  const mask = new Uint8Array(rate.length);
  for (let i = 0; i < mask.length; i++) mask[i] = spread[i] > TURNING_DEG_PER_S ? 1 : 0;
  return mask;
}
