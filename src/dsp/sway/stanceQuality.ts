import type { Span } from '../../model/index.ts';
import { angleDeg, dot, normalise } from '../orientation/vector.ts';
import { markedSpans, type SensorSeries } from '../series.ts';
import { mean } from '../summary.ts';
import { meanUp, type FoundStance } from './stance.ts';
import type { Unrest } from './unrest.ts';

/** Talking and gestures shake the trunk by more than the stance itself does, and by less than a step: own choice. */
const RESTLESS_MPS2 = 0.15;
const RESTLESS_OVER_OWN = 3;
/** Looking round. */
const RESTLESS_DEG_PER_S = 15;
/** Deep bends: a rise from a chair bends the trunk by 30 degrees and more, sway by a few. */
const BEND_DEG = 25;

/** What decides whether a stance can be accepted. */
export interface StanceQuality {
  /** Stretches in which somebody moved about without a step. */
  readonly restless: readonly Span[];
  /** Between the mean directions of up in the first and in the last quarter, degrees. */
  readonly turnedDeg: number;
  /** Share of lost samples, 0 to 1. */
  readonly lost: number;
  readonly longestGapS: number;
}

/** @param quiet the part that is measured, not empty */
export function stanceQuality(series: SensorSeries, { unrest, ownShakeMps2 }: FoundStance, quiet: Span): StanceQuality {
  const level = Math.max(RESTLESS_MPS2, RESTLESS_OVER_OWN * ownShakeMps2);
  const moves = new Uint8Array(quiet.end - quiet.start);
  for (let i = quiet.start; i < quiet.end; i++) {
    if (unrest.shake[i] > level || (unrest.rate !== null && unrest.rate[i] > RESTLESS_DEG_PER_S)) moves[i - quiet.start] = 1;
  }
  const quarter = Math.max(1, Math.floor((quiet.end - quiet.start) / 4));
  const gaps = series.gaps.map(({ start, end }) => Math.min(end, quiet.end) - Math.max(start, quiet.start)).filter((length) => length > 0);
  return {
    restless: markedSpans(moves).map(({ start, end }) => ({ start: start + quiet.start, end: end + quiet.start })),
    turnedDeg: angleDeg(meanUp(unrest, { start: quiet.start, end: quiet.start + quarter }), meanUp(unrest, { start: quiet.end - quarter, end: quiet.end })),
    lost: gaps.reduce((sum, length) => sum + length, 0) / (quiet.end - quiet.start),
    longestGapS: Math.max(0, ...gaps) / series.sampleRateHz,
  };
}

/** How far the sensor tipped within a stretch from how it stood in `upright`, degrees. */
export function mostTippedDeg(unrest: Unrest, upright: Span, within: Span): number {
  return tipsDeg(unrest, upright).subarray(within.start, within.end).reduce((most, deg) => Math.max(most, deg), 0);
}

/** How often the trunk bent deeply away from how it stood in `upright`. */
export function bendCount(unrest: Unrest, upright: Span): number {
  return markedSpans(Uint8Array.from(tipsDeg(unrest, upright), (deg) => (deg > BEND_DEG ? 1 : 0))).length;
}

function tipsDeg({ slow: [x, y, z], ...unrest }: Unrest, upright: Span): Float64Array {
  const up = meanUp({ ...unrest, slow: [x, y, z] }, upright);
  return x.map((_, i) => angleDeg([x[i], y[i], z[i]], up));
}

/** How far the body turned round about the vertical within a stretch, degrees: largest less smallest heading; null without a gyroscope. */
export function turnedRoundDeg({ gyr, sampleRateHz }: SensorSeries, unrest: Unrest, span: Span, still: Span): number | null {
  if (gyr === null) return null;
  const up = normalise(meanUp(unrest, still));
  const offset = mean(about(still));
  let [heading, least, most] = [0, 0, 0];
  for (const rate of about(span)) {
    heading += (rate - offset) / sampleRateHz;
    least = Math.min(least, heading);
    most = Math.max(most, heading);
  }
  return most - least;

  function about({ start, end }: Span): number[] {
    return Array.from({ length: end - start }, (_, k) => dot([gyr!.x[start + k], gyr!.y[start + k], gyr!.z[start + k]], up));
  }
}
