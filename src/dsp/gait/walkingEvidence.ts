import type { Span } from '../../model/index.ts';
import { lowpass } from '../filters/zeroPhase.ts';
import { project } from '../orientation/bodyFrame.ts';
import { walkingFrame } from '../orientation/walkingFrame.ts';
import type { Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';

/** How much a stretch moves like walking. */
export interface WalkingEvidence {
  /** How alike the movement is one stride later, in the stretch's best part, -1 to 1. */
  readonly regularity: number;
  /** How surely sideways movement changes its sign from step to step, in that part, -1 to 1. */
  readonly alternation: number;
  /** How far the trunk leans to and fro about its mean, degrees RMS. */
  readonly leanDeg: number;
}

/** A walk whose pace wanders is regular over this time, and not over a minute. */
const PART_S = 12;
/** Slower than steps, quicker than a change of posture. */
const LEAN_HZ = 0.5;

/** @param span stretch of samples @param up mean up of the stretch, unit vector in the sensor's frame */
export function walkingEvidence(series: SensorSeries, span: Span, up: Vector3): WalkingEvidence {
  const parts = Math.max(1, Math.round((span.end - span.start) / (PART_S * series.sampleRateHz)));
  const border = (k: number) => span.start + Math.round(((span.end - span.start) * k) / parts);
  let best = { regularity: 0, alternation: 0 };
  for (let k = 0; k < parts; k++) {
    const { rhythm, alternation } = walkingFrame(series, { start: border(k), end: border(k + 1) });
    // The part that shows both: one high mark alone is shaking or chance.
    if (rhythm && Math.min(rhythm.regularity, alternation) > Math.min(best.regularity, best.alternation)) best = { regularity: rhythm.regularity, alternation };
  }
  return { ...best, leanDeg: leanDeg(series, span, up) };
}

/** RMS angle of the slow part of the specific force about its mean direction. */
function leanDeg(series: SensorSeries, span: Span, up: Vector3): number {
  const slow = ([[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const).map((d) => lowpass(project(series.acc, d, [0, 0, 0], span.start, span.end), LEAN_HZ, series.sampleRateHz));
  let sum = 0;
  for (let i = 0; i < slow[0].length; i++) {
    const [x, y, z] = [slow[0][i], slow[1][i], slow[2][i]];
    const cosine = (x * up[0] + y * up[1] + z * up[2]) / Math.sqrt(x * x + y * y + z * z);
    sum += Math.acos(Math.max(-1, Math.min(1, cosine))) ** 2;
  }
  return (180 / Math.PI) * Math.sqrt(sum / slow[0].length);
}
