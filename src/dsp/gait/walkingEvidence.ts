import type { Span } from '../../model/index.ts';
import { lowpassInto } from '../filters/zeroPhase.ts';
import { dot, type Vector3 } from '../orientation/vector.ts';
import { walkingRhythm, type WalkingRhythm } from '../orientation/walkingFrame.ts';
import { Rooms } from '../rooms.ts';
import type { SensorSeries } from '../series.ts';
import { pendulumStrideLengthM } from './strideLength.ts';

/** How much a stretch moves like walking. */
export interface WalkingEvidence {
  /** How alike the movement is one stride later, in the stretch's best part, -1 to 1. */
  readonly regularity: number;
  /** How surely sideways movement changes its sign from step to step, in that part, -1 to 1. */
  readonly alternation: number;
  /** How far the trunk leans to and fro about its mean in that part, degrees RMS. */
  readonly leanDeg: number;
  /** Step length that the rise and fall of that part tells of, over its cadence, mm/(steps/min), for a leg of 0.9 m. */
  readonly walkRatio: number;
  /** Mean up of every part that walks, in order: they differ where the sensor slips. */
  readonly ups: readonly Vector3[];
}

/** What a part must show to be walking: walks, slow, one-sided or wandering in their pace, reach .5 and .25. */
export const WALKS = { regularity: 0.4, alternation: 0.2 };
/** A walk whose pace wanders is regular over this time, and not over a minute. */
const PART_S = 12;
/** Slower than steps, quicker than a change of posture. */
const LEAN_HZ = 0.5;

/** @param span stretch of samples */
export function walkingEvidence(series: SensorSeries, span: Span): WalkingEvidence {
  const parts: (WalkingRhythm & { readonly part: Span })[] = [];
  const marks: Marks[] = [];
  const ups: Vector3[] = [];
  for (const part of evenParts(span, PART_S * series.sampleRateHz)) {
    const found = walkingRhythm(series, part);
    const mark = { regularity: found.rhythm?.regularity ?? 0, alternation: found.rhythm ? found.alternation : 0 };
    parts.push({ ...found, part });
    marks.push(mark);
    if (mark.regularity >= WALKS.regularity && mark.alternation >= WALKS.alternation) ups.push(found.up);
  }
  // The part that shows both: one high mark alone is shaking or chance.
  let best = 0;
  for (let k = 1; k < marks.length; k++) if (lower(marks[k]) > lower(marks[best])) best = k;
  return {
    ...marks[best],
    leanDeg: leanDeg(series, parts[best].part, parts[best].up),
    walkRatio: walkRatio(parts[best], series.sampleRateHz),
    ups,
  };
}

type Marks = Pick<WalkingEvidence, 'regularity' | 'alternation'>;

function lower({ regularity, alternation }: Marks): number {
  return Math.min(regularity, alternation);
}

/** Equal parts of about the wanted length, at least one. */
export function evenParts({ start, end }: Span, length: number): Span[] {
  const parts = Math.max(1, Math.round((end - start) / length));
  const found: Span[] = [];
  let from = start;
  for (let k = 1; k <= parts; k++) {
    const to = start + Math.round(((end - start) * k) / parts);
    found.push({ start: from, end: to });
    from = to;
  }
  return found;
}

const ANY_LEG_M = 0.9;

/** Walkers raise the trunk the more the slower they step; what jiggles quickly by a few millimetres makes no step. */
function walkRatio({ rhythm, riseM }: WalkingRhythm, sampleRateHz: number): number {
  if (!rhythm) return 0;
  const stepMm = 500 * pendulumStrideLengthM(riseM, ANY_LEG_M);
  return stepMm / ((60 * sampleRateHz) / rhythm.stepSamples);
}

const rooms = new Rooms();

/** RMS angle of the slow part of the specific force about its mean direction. */
function leanDeg(series: SensorSeries, span: Span, up: Vector3): number {
  const slow = rooms.rooms(3, span.end - span.start);
  lowpassInto(slow, [series.acc.x, series.acc.y, series.acc.z].map((column) => column.subarray(span.start, span.end)), LEAN_HZ, series.sampleRateHz);
  const [x, y, z] = slow;
  const upPower = dot(up, up);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const cosine = (x[i] * up[0] + y[i] * up[1] + z[i] * up[2]) / Math.sqrt((x[i] * x[i] + y[i] * y[i] + z[i] * z[i]) * upPower);
    const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
    sum += angle * angle;
  }
  return (180 / Math.PI) * Math.sqrt(sum / x.length);
}
