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
/** The part in which most of the way is made: slower or longer, it is drift. */
const CORE_SHARE = 0.8;
const SLOWEST_CORE_MPS = 0.06;
const LONGEST_CORE_S = 4;
/** The movement as it is measured: impacts of the seat and of heels lie above. */
const DETAIL_HZ = 4;

/**
 * Upward and downward movements of the trunk that are longer than a step's.
 *
 * Steps:
 * 1. The velocity without steps is added up to a height; its turning points are where it comes back by more than 5 cm.
 * 2. Of the way between two turning points, the shortest part that holds four fifths is the movement; a slow one is drift.
 * 3. Its edges are where the velocity itself, steps included, begins and ends.
 * @param velocity m/s, as from `verticalVelocity`
 */
export function verticalMoves(velocity: Float64Array, sampleRateHz: number): VerticalMove[] {
  const fs = sampleRateHz;
  const n = velocity.length;
  const [smooth, detail] = [lowpass(velocity, STEPS_OUT_HZ, fs), lowpass(velocity, DETAIL_HZ, fs)];
  const height = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) height[i + 1] = height[i] + smooth[i] / fs;
  return legs(height).flatMap(({ start, end }): VerticalMove[] => {
    const up = height[end] > height[start] ? 1 : -1;
    const core = shortestCore(height, start, end);
    const coreS = (core.end - core.start) / fs;
    if (coreS > LONGEST_CORE_S || Math.abs(height[core.end] - height[core.start]) < SLOWEST_CORE_MPS * coreS) return [];
    const peak = fastest(detail, core, up);
    const edges = movementEdges(detail, peak, { start, end: Math.min(n, end) }, up);
    let riseM = 0;
    for (let i = Math.max(0, Math.round(edges.start)); i < Math.min(n, Math.round(edges.end)); i++) riseM += detail[i] / fs;
    return Math.abs(riseM) < SMALLEST_M || riseM * up < 0 ? [] : [{ ...edges, peak, riseM, peakMps: detail[peak] }];
  });
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

function shortestCore(height: Float64Array, start: number, end: number): Span {
  const whole = height[end] - height[start];
  let best: Span = { start, end };
  for (let a = start, b = start; a < end; a++) {
    while (b < end && (height[b] - height[a]) / whole < CORE_SHARE) b++;
    if ((height[b] - height[a]) / whole < CORE_SHARE) break;
    if (b - a < best.end - best.start) best = { start: a, end: b };
  }
  return best;
}

function fastest(velocity: Float64Array, { start, end }: Span, up: 1 | -1): number {
  let peak = start;
  for (let i = start; i < Math.min(end, velocity.length); i++) if (velocity[i] * up > velocity[peak] * up) peak = i;
  return peak;
}
