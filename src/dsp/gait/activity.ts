import type { Span } from '../../model/index.ts';
import { gaussianSmooth } from '../filters/gaussian.ts';
import { gaussianSmoothAbove } from '../filters/gaussianAbove.ts';
import { bandpassInto } from '../filters/zeroPhase.ts';
import { Rooms } from '../rooms.ts';
import { orderStatistic } from '../summary.ts';
import { markedSpans, type SensorSeries } from '../series.ts';

/** Band in which a walking trunk moves. */
const BAND_HZ: readonly [number, number] = [0.5, 10];
/** Shorter than a slow step pair, longer than one impact: the envelope neither breaks between steps nor smears a stop. */
const ENVELOPE_SIGMA_S = 0.35;

/**
 * How much the trunk moves: envelope of the acceleration's magnitude in the walking band, independent of the mounting.
 * @returns m/s², one value a sample
 */
export function activity(series: SensorSeries): Float64Array {
  return rooted(gaussianSmooth(bandPower(series), ENVELOPE_SIGMA_S, series.sampleRateHz));
}

/** The same for who asks whether something moves: 0 where it is certainly at most what an active stretch begins with; null where it is everywhere. Its memory is used again. */
export function movement(series: SensorSeries): Float64Array | null {
  const power = gaussianSmoothAbove(bandPower(series), LEAST_ACTIVE_MPS2 * LEAST_ACTIVE_MPS2, ENVELOPE_SIGMA_S, series.sampleRateHz, rooms.room(1, series.length));
  return power && rooted(power);
}

/** Square of the magnitude in the walking band; its memory is used again. */
function bandPower(series: SensorSeries): Float64Array {
  const band = rooms.room(0, series.length);
  bandpassInto([band], (_, room, at) => writeMagnitude(series.acc, series.length, room, at), ...BAND_HZ, series.sampleRateHz);
  for (let i = 0; i < band.length; i++) band[i] *= band[i];
  return band;
}

function rooted(power: Float64Array): Float64Array {
  // Most of a long recording is rest: 0 already.
  for (let i = 0; i < power.length; i++) if (power[i] !== 0) power[i] = Math.sqrt(Math.max(0, power[i]));
  return power;
}

const rooms = new Rooms();

/** A function of its own, and not the closure: it is made anew for every recording, and is never compiled. */
function writeMagnitude({ x, y, z }: SensorSeries['acc'], count: number, room: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) room[at + i] = Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
}

/** A walk at usual speed moves the lower back by .7 m/s² and more, quiet standing by less than .05. Rhythm decides the rest. */
const ACTIVE_MPS2 = 0.2;
/** A recording in which nothing moves faster than a shuffle is searched more finely, down to what a sensor's noise allows. */
const SHUFFLE_SHARE = 0.4;
const LEAST_ACTIVE_MPS2 = 0.06;
const BUSY_QUANTILE = 0.9;
/** A pause shorter than this is a slow step, not a stop. */
const CLOSE_PAUSE_S = 1.5;
/** Three slow steps; anything shorter has no rhythm to check. */
const SHORTEST_S = 2.5;
/** No rhythm can be carried over a longer hole in the data. */
export const LONGEST_BRIDGED_GAP_S = 1;

/** Stretches that move enough to be walking, cut at long gaps in the data. Whether they are walking is decided by their rhythm. */
export function activeSpans(series: SensorSeries, envelope: Float64Array): Span[] {
  const fs = series.sampleRateHz;
  const active = new Uint8Array(series.length);
  const threshold = activeFrom(envelope);
  for (let i = 0; i < active.length; i++) active[i] = envelope[i] > threshold ? 1 : 0;
  const longGaps = series.gaps.filter((g) => g.end - g.start > LONGEST_BRIDGED_GAP_S * fs);

  let spans = mergeClose(markedSpans(active), CLOSE_PAUSE_S * fs);
  for (const gap of longGaps) spans = spans.flatMap((span) => cutOut(span, gap));
  return spans.filter((span) => span.end - span.start >= SHORTEST_S * fs);
}

/** What counts as movement here, m/s²: a share of the busy level, within its bounds. The level need be known only where it decides. */
function activeFrom(envelope: Float64Array): number {
  const rank = Math.floor(BUSY_QUANTILE * (envelope.length - 1));
  let [quiet, deciding] = [0, 0];
  for (let i = 0; i < envelope.length; i++) {
    if (SHUFFLE_SHARE * envelope[i] <= LEAST_ACTIVE_MPS2) quiet++;
    else if (SHUFFLE_SHARE * envelope[i] < ACTIVE_MPS2) deciding++;
  }
  if (rank < quiet) return LEAST_ACTIVE_MPS2;
  if (rank >= quiet + deciding) return ACTIVE_MPS2;
  return SHUFFLE_SHARE * orderStatistic(envelope, rank);
}

function mergeClose(spans: readonly Span[], maxPause: number): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.start - last.end < maxPause) merged[merged.length - 1] = { start: last.start, end: span.end };
    else merged.push(span);
  }
  return merged;
}

function cutOut(span: Span, gap: Span): Span[] {
  return [
    { start: span.start, end: Math.min(span.end, gap.start) },
    { start: Math.max(span.start, gap.end), end: span.end },
  ].filter((s) => s.end > s.start);
}
