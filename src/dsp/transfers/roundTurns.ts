import type { Span, Turn } from '../../model/index.ts';
import { findTurns } from '../gait/turns.ts';
import { lowpass } from '../filters/zeroPhase.ts';

/** Somebody who turns round in steps hardly stops for longer; what turns on to the same side is one turn. */
const LONGEST_STOP_S = 1;
/** Round a mark, or in front of a chair, is half a turn; corners of the way are less. */
const SMALLEST_DEG = 100;
/** Turns of two seconds are edged without bias; slower ones begin more gently than a quarter of their peak shows. */
const CUTOFF_HZ = 0.7;
const HIGH_SHARE = 0.6;
const USUAL_RAMP_S = 0.22;
const BEFORE_RAMP = 2.6;

/**
 * Turns of about half a circle, with their beginnings and ends.
 *
 * Source: as `findTurns` (El-Gohary 2014, Sensors 14:356).
 * Steps: 1. turns to one side that follow each other closely are one. 2. The time from a quarter to .6 of the peak tells how gently a turn begins; what
 * it lasts beyond that of a two-second turn is followed outwards in proportion (1.3 on a minimum-jerk curve; 1.8 on simulated turns of 1.2 to 5 s, as
 * the low-pass steepens nothing but flattens the foot of a short turn).
 * @param yaw rate about the vertical, deg/s, positive to the left
 */
export function roundTurns(yaw: Float64Array, sampleRateHz: number, within: Span): Turn[] {
  const fs = sampleRateHz;
  const rate = lowpass(yaw, CUTOFF_HZ, fs);
  const merged: Turn[] = [];
  for (const turn of findTurns(yaw, fs, 0).filter((t) => t.end > within.start && t.start < within.end)) {
    const last = merged.at(-1);
    if (last && last.angleDeg * turn.angleDeg > 0 && turn.start - last.end < LONGEST_STOP_S * fs) {
      const faster = Math.abs(turn.peakVelocityDegPerS) > Math.abs(last.peakVelocityDegPerS) ? turn : last;
      merged[merged.length - 1] = { start: last.start, end: turn.end, angleDeg: last.angleDeg + turn.angleDeg, peakVelocityDegPerS: faster.peakVelocityDegPerS };
    } else {
      merged.push(turn);
    }
  }
  return merged
    .filter((t) => Math.abs(t.angleDeg) >= SMALLEST_DEG)
    .map((turn) => ({ ...turn, start: turn.start - gentle(rate, turn, 1, fs), end: turn.end + gentle(rate, turn, -1, fs) }));
}

/** How far an edge lies outside of the quarter, samples. @param direction 1 from the start inwards, -1 from the end */
function gentle(rate: Float64Array, turn: Turn, direction: 1 | -1, fs: number): number {
  const top = Math.abs(turn.peakVelocityDegPerS);
  const edge = Math.round(direction === 1 ? turn.start : turn.end - 1);
  let i = edge;
  // The first crossing of .6 of this edge's own peak: a turn in steps begins with its first step.
  while (i > 0 && i < rate.length - 1 && i >= turn.start && i < turn.end && Math.abs(rate[i]) < HIGH_SHARE * top) i += direction;
  const ramp = Math.abs(i - edge) / fs;
  return BEFORE_RAMP * Math.max(0, ramp - USUAL_RAMP_S) * fs;
}
