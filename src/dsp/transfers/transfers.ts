import type { Span } from '../../model/index.ts';
import { activity } from '../gait/activity.ts';
import { gyroBias } from '../gait/gyroBias.ts';
import type { SensorSeries } from '../series.ts';
import { median } from '../summary.ts';
import { LEAN_AROUND_S, leanRate } from './leanRate.ts';
import { movementEdges } from './movementEdges.ts';
import { trackUpright, type UprightTrack } from './uprightTrack.ts';
import { verticalMoves, type VerticalMove } from './verticalMoves.ts';
import { atRest, verticalVelocity } from './verticalVelocity.ts';

/** Somebody stands up or sits down. Samples are fractional, on the recording's grid. */
export interface Transfer extends Span {
  readonly kind: 'sitToStand' | 'standToSit';
  /** False for a rise that stops on the way and comes back, and for that way back. */
  readonly complete: boolean;
  /** The part in which the trunk goes up or down. */
  readonly vertical: Span;
  /** m, how far: always positive */
  readonly heightM: number;
  /** m/s, always positive */
  readonly peakVelocityMps: number;
  /** Largest forward lean against the more upright end, deg. */
  readonly leanDeg: number;
  /** Fastest leaning forward, deg/s. */
  readonly peakLeanVelocityDegPerS: number;
}

/** What is found of rising and sitting down in one recording of the lower back. */
export interface ChairMovements {
  readonly transfers: readonly Transfer[];
  readonly track: UprightTrack;
  /** Vertical velocity of the trunk, m/s. */
  readonly velocity: Float64Array;
}

/** A way up or down under this is no change from sitting to standing: low rises from high chairs still reach it. */
const LEAST_FULL_M = 0.15;
/** A rise that reaches less than this share of the person's usual one stops on the way: full ones differ by a tenth or so. */
const FULL_SHARE = 0.72;
/** Ways that count towards the usual one. */
const USUAL_FROM_SHARE = 0.6;
/** A lean slower than this is sway. */
const LEAST_LEAN_DEG_PER_S = 4;

export function findTransfers(series: SensorSeries): ChairMovements {
  const bias = gyroBias(series, activity(series));
  const track = trackUpright(series, bias);
  const velocity = verticalVelocity(track.acc, atRest(series, track), series.sampleRateHz);
  const moves = verticalMoves(velocity, series.sampleRateHz);
  const lean = leanRate(series, track, bias, moves);
  const usual = usualHeight(moves);
  const transfers = moves.map((move, k) => transferOf(move, moves[k - 1], moves[k + 1], lean, usual, series.sampleRateHz));
  return { transfers, track, velocity };
}

function usualHeight(moves: readonly VerticalMove[]): number {
  const heights = moves.map((m) => Math.abs(m.riseM));
  const highest = Math.max(0, ...heights);
  const full = heights.filter((h) => h >= USUAL_FROM_SHARE * highest);
  return full.length > 0 ? median(full) : 0;
}

function transferOf(move: VerticalMove, before: VerticalMove | undefined, after: VerticalMove | undefined, lean: Float64Array | null, usual: number, fs: number): Transfer {
  const up = move.riseM > 0;
  const heightM = Math.abs(move.riseM);
  const complete = heightM >= Math.max(LEAST_FULL_M, FULL_SHARE * usual);
  const vertical = { start: move.start, end: move.end };
  const bare = { kind: up ? 'sitToStand' : 'standToSit', complete, vertical, heightM, peakVelocityMps: Math.abs(move.peakMps) } as const;
  if (!lean) return { ...bare, ...vertical, leanDeg: 0, peakLeanVelocityDegPerS: 0 };
  const around = LEAN_AROUND_S * fs;
  const from = Math.max(0, before ? before.peak : 0, move.start - around);
  const to = Math.min(lean.length, after ? after.peak : lean.length, move.end + around);
  // Forward up to the fastest moment of rising, back after it; sitting down, forward before the seat is reached and back after the fastest moment.
  const bend = extreme(lean, from, move.peak + (up ? 0 : (move.end - move.peak) / 2), 1);
  const straighten = extreme(lean, move.peak, to, -1);
  const start = lean[bend] >= LEAST_LEAN_DEG_PER_S ? movementEdges(lean, bend, { start: from, end: to }, 1).start : move.start;
  const end = -lean[straighten] >= LEAST_LEAN_DEG_PER_S ? movementEdges(lean, straighten, { start: from, end: to }, -1).end : move.end;
  const span = { start: Math.min(start, move.start), end: Math.max(end, move.end) };
  return { ...bare, ...span, leanDeg: largestLean(lean, span, up, fs), peakLeanVelocityDegPerS: Math.max(0, lean[bend]) };
}

function extreme(signal: Float64Array, from: number, to: number, sign: 1 | -1): number {
  let best = Math.max(0, Math.min(signal.length - 1, Math.round(from)));
  for (let i = best; i < Math.min(signal.length, to); i++) if (signal[i] * sign > signal[best] * sign) best = i;
  return best;
}

/** Largest lean within a transfer, deg, against its standing end. */
function largestLean(lean: Float64Array, { start, end }: Span, up: boolean, fs: number): number {
  let [angle, largest] = [0, 0];
  for (let i = Math.ceil(start); i < Math.min(end, lean.length); i++) {
    angle += lean[i] / fs;
    largest = Math.max(largest, angle);
  }
  // Counted from the start, which is the standing end of sitting down; of rising, the standing end is the last.
  return up ? largest - angle : largest;
}
