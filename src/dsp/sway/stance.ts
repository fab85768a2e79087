import type { Span, StanceEnding, StanceEventKind } from '../../model/index.ts';
import { angleDeg, type Vector3 } from '../orientation/vector.ts';
import { markedSpans, type SensorSeries } from '../series.ts';
import { mean, orderStatistic } from '../summary.ts';
import { unrestOf, type Unrest } from './unrest.ts';

/** Somebody who stands on foam, in tandem or on one leg stays below this; who walks, steps or reaches does not: own choice, held by the simulated grid. */
const CALM_MPS2 = 0.3;
const CALM_DEG_PER_S = 25;
/** So long somebody must be calm to be taken as standing in place. */
const SETTLED_S = 2;
/**
 * A foot that is put down elsewhere shakes the lower back by this much, and by several times what the stance itself does: own choice. The first step of 22 walks of
 * 8 healthy people shakes it by 1.1 m/s² and more, their standing before it by 0.5 at most.
 */
const STEP_MPS2 = 0.6;
const STEP_OVER_OWN = 3;
const STUMBLE_DEG_PER_S = 45;
/** Nobody who keeps the balance leans or turns so far from where they stood: own choice. */
const LOST_LEAN_DEG = 12;
const LOST_DEG_PER_S = 60;
/** An event began where it reached this share of its height, or was near the stance's own unrest; so long before it was noticed at most. */
const ONSET_SHARE = 0.5;
const ONSET_OVER_OWN = 2;
const LONGEST_ONSET_S = 0.8;
/** Events that follow each other sooner are one. */
const APART_S = 1;

export interface StanceEvent extends Span {
  readonly kind: StanceEventKind;
  readonly shakeMps2: number;
  readonly leanDeg: number;
  /** Null without a gyroscope. */
  readonly rateDegPerS: number | null;
}

/** A stance from its beginning to its end, on the recording's grid. */
export interface FoundStance extends Span {
  readonly ended: StanceEnding;
  /** Within the time of the test, those after the stance's end included. */
  readonly events: readonly StanceEvent[];
  readonly unrest: Unrest;
  /** The stance's own unrest, m/s²: median of the shake. */
  readonly ownShakeMps2: number;
}

export interface StanceRequest {
  /** Sample of the word "go"; null where nobody marked it. */
  readonly go: number | null;
  readonly stop: number | null;
  /** s; the stance is complete after so long. */
  readonly durationS: number;
  /**
   * Whether the time it is held is asked for. Then it begins with the "go", or without one with the first settled stance: a later one may be after the end.
   * Else it begins where somebody has settled, after the "go"; without one, with the longest.
   */
  readonly isHeld: boolean;
}

/**
 * Finds the stance in a recording and what ended it.
 *
 * Source: own method; the tests it serves end when a foot moves or the balance is lost (CDC STEADI, 4-Stage Balance Test).
 * Needs: acceleration of the lower back, better with a gyroscope.
 * Steps:
 * 1. Unrest of the trunk (`unrestOf`).
 * 2. Begin: the "go" where the time is asked for, else, and without a "go", where a calm of 2 s begins (less than 0.3 m/s² and 25 deg/s).
 * 3. Events from there on, until the test's time is up: shake above 0.6 m/s² and three times the stance's median, turning above 45 deg/s, or a lean of 12 degrees
 *    from the mean of the first two seconds. An event begins where its unrest reached half of its height.
 * 4. A loss of balance is an event with a lean of 12 degrees or a turning of 60 deg/s.
 * 5. End: the first event, the "stop", the time of the test, or the end of the recording, whichever is first.
 *
 * @returns null where nobody stands still for two seconds and nothing was marked
 */
export function findStance(series: SensorSeries, request: StanceRequest): FoundStance | null {
  const { sampleRateHz: fs } = series;
  // 1.
  const unrest = unrestOf(series);
  // 2.
  const settled = calmSpans(unrest).filter(({ start, end }) => end - start >= SETTLED_S * fs);
  const go = request.go === null ? null : Math.max(0, Math.round(request.go));
  const after = settled.flatMap(({ start, end }) => (end - Math.max(start, go ?? 0) >= SETTLED_S * fs ? [Math.max(start, go ?? 0)] : []));
  const begins = request.isHeld && go !== null ? [go] : after.slice(0, request.isHeld || go !== null ? 1 : undefined);
  const stances = begins.filter((begin) => begin < series.length).map((begin) => stanceFrom(begin, series.length, unrest, request, fs));
  return stances.reduce<FoundStance | null>((best, one) => (best === null || one.end - one.start > best.end - best.start ? one : best), null);
}

/** Stretches in which the trunk is calm. */
export function calmSpans({ shake, rate }: Unrest): Span[] {
  return markedSpans(Uint8Array.from(shake, (value, i) => (value < CALM_MPS2 && (rate === null || rate[i] < CALM_DEG_PER_S) ? 1 : 0)));
}

function stanceFrom(start: number, length: number, unrest: Unrest, { durationS, stop }: StanceRequest, fs: number): FoundStance {
  const full = start + Math.round(durationS * fs);
  const limit = Math.min(full, length);
  const reference = meanUp(unrest, { start, end: Math.min(limit, start + Math.round(SETTLED_S * fs)) });
  // Somebody who shakes more than this does not stand: the level must not rise with it.
  const ownShakeMps2 = Math.min(CALM_MPS2, medianOf(unrest.shake.subarray(start, limit)));
  // 3. and 4.
  const events = eventsIn({ start, end: limit }, unrest, reference, ownShakeMps2, fs);
  // 5.
  const stopped = stop !== null && stop > start && stop < limit ? Math.round(stop) : null;
  const first = events.at(0);
  const [end, ended]: readonly [number, StanceEnding] =
    first && (stopped === null || first.start <= stopped) ? [first.start, first.kind]
    : stopped !== null ? [stopped, 'stop']
    : [limit, full <= length ? 'full' : 'recordingEnd'];
  return { start, end, ended, events, unrest, ownShakeMps2 };
}

function eventsIn({ start, end }: Span, unrest: Unrest, reference: Vector3, own: number, fs: number): StanceEvent[] {
  const { shake, rate, slow: [x, y, z] } = unrest;
  const level = Math.max(STEP_MPS2, STEP_OVER_OWN * own);
  const lean = Float64Array.from({ length: end - start }, (_, k) => angleDeg([x[start + k], y[start + k], z[start + k]], reference));
  const disturbed = Uint8Array.from(lean, (deg, k) => (shake[start + k] > level || deg > LOST_LEAN_DEG || (rate !== null && rate[start + k] > STUMBLE_DEG_PER_S) ? 1 : 0));

  const events: StanceEvent[] = [];
  for (const span of markedSpans(disturbed)) {
    const last = events.at(-1);
    const joins = last !== undefined && start + span.start - last.end < APART_S * fs;
    const to = start + span.end;
    const from = joins ? last.start : onset(start + span.start, to);
    const inside = (values: Float64Array, offset: number): number => values.subarray(from - offset, to - offset).reduce((most, value) => Math.max(most, value), 0);
    const [leanDeg, rateDegPerS] = [inside(lean, start), rate && inside(rate, 0)];
    const lost = leanDeg > LOST_LEAN_DEG || (rateDegPerS !== null && rateDegPerS > LOST_DEG_PER_S);
    const event: StanceEvent = { start: from, end: to, kind: lost ? 'lossOfBalance' : 'step', shakeMps2: inside(shake, 0), leanDeg, rateDegPerS };
    if (joins) events[events.length - 1] = event;
    else events.push(event);
  }
  return events;

  /** Back from where it was noticed. */
  function onset(crossing: number, to: number): number {
    const height = (values: Float64Array): number => values.subarray(crossing, to).reduce((most, value) => Math.max(most, value), 0);
    const shakeFrom = Math.max(ONSET_OVER_OWN * own, ONSET_SHARE * height(shake));
    const rateFrom = rate === null ? Infinity : Math.max(ONSET_SHARE * height(rate), ONSET_SHARE * STUMBLE_DEG_PER_S);
    const earliest = Math.max(start, crossing - Math.round(LONGEST_ONSET_S * fs));
    let i = crossing;
    while (i > earliest && (shake[i - 1] > shakeFrom || (rate !== null && rate[i - 1] > rateFrom))) i--;
    return i;
  }
}

/** Mean specific force of a stretch: up, as it stood then. */
export function meanUp({ slow }: Unrest, { start, end }: Span): Vector3 {
  const [x, y, z] = slow.map((column) => mean(column.subarray(start, Math.max(end, start + 1))));
  return [x, y, z];
}

function medianOf(values: Float64Array): number {
  return values.length === 0 ? 0 : orderStatistic(values, values.length >> 1);
}
