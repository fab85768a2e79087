import type { Span } from '../../model/index.ts';
import { activity } from '../gait/activity.ts';
import { gyroBias } from '../gait/gyroBias.ts';
import type { SensorSeries } from '../series.ts';
import { median } from '../summary.ts';
import { AT_END_S, chairMoves, type ChairMove } from './chairMoves.ts';
import { gravityOffset } from './gravityOffset.ts';
import { leanRate, type LeanWindows } from './leanRate.ts';
import { movementEdges } from './movementEdges.ts';
import { restingRate, rests } from './rests.ts';
import { trackUpright, type UprightTrack } from './uprightTrack.ts';
import { verticalMoves, type VerticalMove } from './verticalMoves.ts';
import { verticalVelocity } from './verticalVelocity.ts';

/** Somebody stands up or sits down. Samples are fractional, on the recording's grid. */
export interface Transfer extends Span {
  readonly kind: 'sitToStand' | 'standToSit';
  /** False for a rise that stops on the way and comes back, and for that way back. */
  readonly complete: boolean;
  /** The part in which the trunk goes up or down. */
  readonly vertical: Span;
  /** m, how far: always positive */
  readonly heightM: number;
  /** When half of the way is passed: of its own where it is complete, of the person's usual one where not; null where it never is. */
  readonly halfWay: number | null;
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

const MOST_ROUNDS = 5;
/** Shorter gaps are bridged well enough by a line. */
const LONGEST_BRIDGED_S = 0.2;
/** The trunk bends and straightens within so long before and after its way up or down, at least. */
const LEAST_AROUND_S = 0.6;
/** Leaning that peaks below this is none; slower than that, standing and sitting people sway. */
const LEAST_LEAN_DEG_PER_S = 6;
const SWAY_DEG_PER_S = 2.5;
/** A way of this height is a transfer however it is done; a lower one needs a lean, and so does one that the end of the recording cuts off: it may be drift. */
const SURE_M = 0.18;
const LEAST_LEAN_DEG = 8;
/** Straightens by less than this share of the usual, at less than that share of the usual height; told from so many transfers on, where people do lean. */
const STOOPED = { share: 0.35, heightShare: 0.95, from: 4, usualDeg: 12 } as const;

/**
 * Rises and sits from one sensor at the lower back, however it is mounted.
 *
 * Source: vertical acceleration in the global frame as Atrsaei 2020, J NeuroEng Rehabil 17:70, and displacement between moments of rest as
 * Adamowicz 2020, Sensors 20:6618; beginning and end by the leaning of the trunk as Zijlstra 2012, J NeuroEng Rehabil 9:75 (start of the forward
 * rotation, end of the backward one) and van Lummel 2018, Sensors 18:1235.
 * Needs: 40 Hz or more; a gyroscope for exact beginnings and ends (without it they are some tenths of a second wide).
 * Steps:
 * 1. Where the trunk rests; the accelerometer's offset from that.
 * 2. The vertical through all leaning; velocity along it, nought at rest.
 * 3. Ways up and down that are longer than a step's; which of them are rises, sits and attempts.
 * 4. The bend before and after them: edges, lean and its velocity.
 * Differs from the sources: no threshold on the acceleration itself, so that slow rises count; no rest is needed between rises.
 */
export function findTransfers(series: SensorSeries): ChairMovements {
  const fs = series.sampleRateHz;
  const resting = rests(series);
  const bias = restingRate(series, resting) ?? gyroBias(series, activity(series));
  const unheard = series.gaps.filter((g) => g.end - g.start > LONGEST_BRIDGED_S * fs);
  const track = trackUpright(series, bias, gravityOffset(series.acc, resting.still), resting.still);
  const velocity = verticalVelocity(track.acc, resting, fs, unheard);
  const read = (moves: readonly VerticalMove[], stooped: ReadonlySet<VerticalMove>): Transfer[] => {
    const kept = chairMoves(moves, stooped, series.length, fs);
    const windows = kept.map((move, k) => windowsOf(move, kept[k - 1], kept[k + 1], fs));
    const lean = leanRate(series, track, bias, windows);
    return kept.map((move, k) => transferOf(move, windows[k], lean, halfWay(velocity, move, usualOf(kept), fs), fs));
  };
  let moves: readonly VerticalMove[] = verticalMoves(velocity, fs);
  let transfers = read(moves, new Set());
  // What is left out changes what is usual, so it is looked at again.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { none, stooped } = doubtful(transfers, [...unheard, { start: series.length, end: series.length }].map((s) => ({ start: s.start - AT_END_S * fs, end: s.end })));
    if (none.length + stooped.length === 0) break;
    const among = (list: readonly Transfer[]) => (move: VerticalMove) => list.some((t) => t.vertical.start === move.start);
    moves = moves.filter((move) => !among(none)(move));
    transfers = read(moves, new Set(moves.filter(among(stooped))));
    if (none.length === 0) break;
  }
  return { transfers, track, velocity };
}

/**
 * Ways that look complete by their height alone. Without any lean a small one is no transfer at all, nor anybody's usual one; nor is one that a gap
 * or the end of the recording cuts off, or one beside another of its kind. One at whose upper end the trunk stays bent, while it usually
 * straightens, has stopped on the way, unless it is as high as the others.
 * @param unknown gaps and the end of the recording, with what lies just before
 */
function doubtful(found: readonly Transfer[], unknown: readonly Span[]): { readonly none: readonly Transfer[]; readonly stooped: readonly Transfer[] } {
  const complete = found.filter((t) => t.complete);
  const twice = (k: number) => [complete[k - 1], complete[k + 1]].some((beside) => beside?.kind === complete[k].kind);
  const none = complete.filter((t, k) => t.leanDeg < LEAST_LEAN_DEG && (t.heightM < SURE_M || twice(k) || unknown.some((span) => span.start < t.end && span.end > t.vertical.start)));
  if (complete.length < STOOPED.from) return { none, stooped: [] };
  const [usualM, usualDeg] = [median(complete.map((t) => t.heightM)), median(complete.map((t) => t.leanDeg))];
  const stooped = complete.filter((t) => t.leanDeg < STOOPED.share * usualDeg && t.heightM < STOOPED.heightShare * usualM);
  return { none, stooped: usualDeg < STOOPED.usualDeg ? [] : stooped };
}

/**
 * Bending and straightening take about as long as the way itself: rising, the trunk bends before and straightens along it; sitting down, the other
 * way round (Zijlstra 2012, J NeuroEng Rehabil 9:75). No further than the neighbours' ways: their leans are their own.
 */
function windowsOf(move: VerticalMove, before: VerticalMove | undefined, after: VerticalMove | undefined, fs: number): LeanWindows {
  const lasts = move.end - move.start;
  const aside = Math.max(LEAST_AROUND_S * fs, lasts);
  const from = Math.max(move.start - (move.riseM > 0 ? aside : lasts / 2), before?.end ?? 0);
  const to = Math.min(move.end + (move.riseM > 0 ? lasts / 3 : aside), after?.start ?? Infinity);
  return move.riseM > 0
    ? { bend: { start: from, end: move.start + 0.6 * lasts }, straighten: { start: move.peak, end: to }, tells: 'bend' }
    : { bend: { start: from, end: move.start + 0.9 * lasts }, straighten: { start: move.peak, end: to }, tells: 'straighten' };
}

function transferOf(move: ChairMove, { bend, straighten }: LeanWindows, lean: Float64Array | null, half: number | null, fs: number): Transfer {
  const heightM = Math.abs(move.riseM);
  const up = move.riseM > 0;
  const vertical = { start: move.start, end: move.end };
  const bare = { kind: up ? 'sitToStand' : 'standToSit', complete: move.complete, vertical, heightM, halfWay: half, peakVelocityMps: Math.abs(move.peakMps) } as const;
  if (!lean) return { ...bare, ...vertical, leanDeg: 0, peakLeanVelocityDegPerS: 0 };
  const [bends, straightens] = [extreme(lean, bend, 1), extreme(lean, straighten, -1)];
  // A peak inside its window begins at most as long before the window as that is long.
  const within = { start: 2 * bend.start - bend.end, end: Math.min(lean.length, 2 * straighten.end - straighten.start) };
  const edges = (peak: number, sign: 1 | -1) => movementEdges(lean, peak, within, sign, SWAY_DEG_PER_S);
  const start = lean[bends] >= LEAST_LEAN_DEG_PER_S ? edges(bends, 1).start : move.start;
  const end = -lean[straightens] >= LEAST_LEAN_DEG_PER_S ? edges(straightens, -1).end : move.end;
  const span = { start: Math.max(0, Math.min(start, move.start)), end: Math.max(end, move.end) };
  return { ...bare, ...span, leanDeg: largestLean(lean, span, up && move.complete, fs), peakLeanVelocityDegPerS: Math.max(0, lean[bends]) };
}

/** A rise that the end of the recording cuts off is held against the complete ones. */
function usualOf(moves: readonly ChairMove[]): number | null {
  const heights = moves.filter((m) => m.complete).map((m) => Math.abs(m.riseM));
  return heights.length > 0 ? median(heights) : null;
}

function halfWay(velocity: Float64Array, move: ChairMove, usualM: number | null, fs: number): number | null {
  const half = (move.complete ? Math.abs(move.riseM) : usualM ?? Infinity) / 2;
  let way = 0;
  for (let i = Math.max(0, Math.round(move.start)); i < Math.min(velocity.length, move.end); i++) {
    way += (Math.sign(move.riseM) * velocity[i]) / fs;
    if (way > half) return i;
  }
  return null;
}

function extreme(signal: Float64Array, { start, end }: Span, sign: 1 | -1): number {
  let best = Math.max(0, Math.min(signal.length - 1, Math.round(start)));
  for (let i = best; i < Math.min(signal.length, end); i++) if (signal[i] * sign > signal[best] * sign) best = i;
  return best;
}

/** Largest lean within a transfer, deg. @param againstEnd counted from the end, where a rise stands; else from the start: standing, or the seat of an attempt */
function largestLean(lean: Float64Array, { start, end }: Span, againstEnd: boolean, fs: number): number {
  let [angle, largest] = [0, 0];
  for (let i = Math.ceil(start); i < Math.min(end, lean.length); i++) {
    angle += lean[i] / fs;
    largest = Math.max(largest, angle);
  }
  return againstEnd ? largest - angle : largest;
}
