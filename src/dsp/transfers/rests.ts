import type { Span } from '../../model/index.ts';
import { lowpassAll } from '../filters/zeroPhase.ts';
import type { Vector3 } from '../orientation/vector.ts';
import { markedSpans, type SensorSeries } from '../series.ts';

/**
 * The acceleration of a trunk at rest changes by less than this within a fifth of a second, m/s²: quiet sitting and standing.
 * Somebody who sways or fidgets without going up or down stays below the second.
 */
const REST_MPS2 = { still: 0.12, calm: 0.3 };
const AROUND_S = 0.1;
/** Sway comes back within a second; a slow rise does not. */
const CALM = { aroundS: 0.5, mps2: 0.4 };
/** Shorter than this nobody rests: it is the turning point of a movement. */
const SHORTEST_S = 0.3;
const CUTOFF_HZ = 3;

/** How quietly the trunk rests, lying, sitting or standing. */
export interface Rests {
  readonly still: readonly Span[];
  readonly calm: readonly Span[];
}

/**
 * Where the trunk rests: the acceleration keeps its size and its direction.
 * Independent of mounting, offset and scale, as only change counts; a lean of one degree is .17 m/s².
 */
export function rests({ acc, length: n, missing, sampleRateHz: fs }: SensorSeries): Rests {
  const slow = lowpassAll([acc.x, acc.y, acc.z], CUTOFF_HZ, fs);
  const around = Math.max(1, Math.round(AROUND_S * fs));
  const far = Math.max(1, Math.round(CALM.aroundS * fs));
  const change = new Float64Array(n);
  const drift = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [a, b] = [Math.max(0, i - around), Math.min(n - 1, i + around)];
    const between = (from: number, to: number) => Math.hypot(...slow.map((c) => c[to] - c[from]));
    drift[i] = Math.max(between(Math.max(0, i - far), i), between(i, Math.min(n - 1, i + far)));
    change[i] = missing[i] === 0 ? Math.max(between(a, b), between(a, i), between(i, b)) : Infinity;
  }
  const spans = (holds: (i: number) => boolean) => markedSpans(Uint8Array.from(change, (_, i) => (holds(i) ? 1 : 0))).filter((s) => s.end - s.start >= SHORTEST_S * fs);
  return {
    still: spans((i) => change[i] < REST_MPS2.still),
    calm: spans((i) => change[i] < REST_MPS2.calm && drift[i] < CALM.mps2),
  };
}

/** What is read at rest is known well from this long on. */
const LEAST_REST_S = 0.5;
/** A gyroscope that is off by more is broken, or the rest was none. */
const LARGEST_DEG_PER_S = 5;

/** The gyroscope's offset, its mean at rest: still where there is enough of it, else calm; null without either. @returns deg/s, sensor axes */
export function restingRate({ gyr, sampleRateHz: fs }: SensorSeries, { still, calm }: Rests): Vector3 | null {
  const spans = [still, calm].find((list) => list.reduce((sum, s) => sum + s.end - s.start, 0) >= LEAST_REST_S * fs);
  if (!gyr || !spans) return null;
  const mean = (column: Float64Array): number => {
    let [sum, count] = [0, 0];
    for (const { start, end } of spans) {
      for (let i = start; i < end; i++) sum += column[i];
      count += end - start;
    }
    return sum / count;
  };
  const rate: Vector3 = [mean(gyr.x), mean(gyr.y), mean(gyr.z)];
  return Math.hypot(...rate) > LARGEST_DEG_PER_S ? null : rate;
}
