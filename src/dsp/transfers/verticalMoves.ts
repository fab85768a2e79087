import type { Span } from '../../model/index.ts';
import { lowpass } from '../filters/zeroPhase.ts';
import { movementEdges } from './movementEdges.ts';

/** The trunk goes up or down once, from turning point to turning point. */
export interface VerticalMove extends Span {
  /** Sample of the fastest moment. */
  readonly peak: number;
  /** m, positive upwards */
  readonly riseM: number;
  /** m/s, positive upwards */
  readonly peakMps: number;
}

/** Steps lift the trunk one and a half to two and a half times a second; nobody rises and sits faster than once a second. */
const STEPS_OUT_HZ = 1.1;
/** Fidgeting and steps move the lower back by less. */
const SMALLEST_M = 0.05;
/** Nobody's lower back rises further from a chair; what seems to is drift. */
const LARGEST_M = 0.7;
/** A movement goes on while it keeps this share of its fastest speed, hesitations of so long included; a larger one where drift beside it would make it too long. */
const GOING_SHARES = [0.2, 0.4] as const;
const LONGEST_PAUSE_S = 0.4;
/** Slower or longer than this on the whole, it is drift. */
const SLOWEST_MPS = 0.06;
const LONGEST_S = 4;
/** The movement as it is measured: impacts of the seat and of heels lie above. */
const DETAIL_HZ = 4;

/**
 * Upward and downward movements of the trunk that are longer than a step's.
 *
 * Steps:
 * 1. The velocity without steps is added up to a height; its turning points are where it comes back by more than 5 cm.
 * 2. Between two turning points the movement is around the fastest moment, as long as it keeps a fifth of that speed (or .4, beside drift); what is left on both sides
 *    is looked through again. A slow one is drift.
 * 3. Its edges are where the velocity itself, steps included, begins and ends.
 * @param velocity m/s, as from `verticalVelocity`
 */
export function verticalMoves(velocity: Float64Array, sampleRateHz: number): VerticalMove[] {
  const fs = sampleRateHz;
  const n = velocity.length;
  const [smooth, detail] = [lowpass(velocity, STEPS_OUT_HZ, fs), lowpass(velocity, DETAIL_HZ, fs)];
  const height = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) height[i + 1] = height[i] + smooth[i] / fs;
  return legs(height)
    .flatMap((leg) => goings(smooth, leg, height[leg.end] > height[leg.start] ? 1 : -1, fs))
    .flatMap(({ start, end, up, within }): VerticalMove[] => {
      const peak = fastest(detail, { start, end }, up);
      // What is slower than a fifth of the peak is a third of the rest at most.
      const room = (end - start) / 2;
      const edges = movementEdges(detail, peak, { start: Math.max(within.start, start - room), end: Math.min(within.end, end + room) }, up);
      let riseM = 0;
      for (let i = Math.max(0, Math.round(edges.start)); i < Math.min(n, Math.round(edges.end)); i++) riseM += detail[i] / fs;
      return riseM * up < SMALLEST_M || riseM * up > LARGEST_M || edges.end - edges.start > LONGEST_S * fs ? [] : [{ ...edges, peak, riseM, peakMps: detail[peak] }];
    });
}

interface Going extends Span {
  readonly up: 1 | -1;
  /** Turning points around it, or its neighbours. */
  readonly within: Span;
}

/** The movements on one way, fastest first found, in order of time. */
function goings(velocity: Float64Array, within: Span, up: 1 | -1, fs: number): Going[] {
  if (within.end <= within.start) return [];
  const peak = fastest(velocity, within, up);
  if (velocity[peak] * up < SLOWEST_MPS) return [];
  const reach = (share: number, direction: 1 | -1): number => {
    let [last, pause] = [peak, 0];
    for (let i = peak; i >= within.start && i < within.end && pause <= LONGEST_PAUSE_S * fs; i += direction) {
      if (velocity[i] * up >= share * velocity[peak] * up) [last, pause] = [i, 0];
      else pause++;
    }
    return last;
  };
  const spans = GOING_SHARES.map((share): Span => ({ start: reach(share, -1), end: reach(share, 1) + 1 }));
  const { start, end } = spans.find((s) => s.end - s.start <= LONGEST_S * fs) ?? spans[0];
  let riseM = 0;
  for (let i = start; i < end; i++) riseM += (velocity[i] * up) / fs;
  const lasts = (end - start) / fs;
  const found = riseM >= SMALLEST_M && lasts <= LONGEST_S && riseM >= SLOWEST_MPS * lasts;
  const [before, after] = [goings(velocity, { start: within.start, end: start }, up, fs), goings(velocity, { start: end, end: within.end }, up, fs)];
  return [...before, ...(found ? [{ start, end, up, within: { start: before.at(-1)?.end ?? within.start, end: after[0]?.start ?? within.end } }] : []), ...after];
}

/** Ways between turning points of the height. */
function legs(height: Float64Array): Span[] {
  const turns: number[] = [0];
  let [high, low] = [0, 0];
  let direction = 0;
  for (let i = 1; i < height.length; i++) {
    if (direction >= 0 && height[i] > height[high]) high = i;
    if (direction <= 0 && height[i] < height[low]) low = i;
    if (direction >= 0 && height[high] - height[i] > SMALLEST_M) {
      turns.push(high);
      direction = -1;
      low = i;
    } else if (direction <= 0 && height[i] - height[low] > SMALLEST_M) {
      turns.push(low);
      direction = 1;
      high = i;
    }
  }
  turns.push(direction >= 0 ? high : low);
  return turns.slice(1).map((end, k) => ({ start: turns[k], end })).filter(({ start, end }) => end > start);
}

function fastest(velocity: Float64Array, { start, end }: Span, up: 1 | -1): number {
  let peak = start;
  for (let i = start; i < Math.min(end, velocity.length); i++) if (velocity[i] * up > velocity[peak] * up) peak = i;
  return peak;
}
