import type { Span } from '../../model/index.ts';
import { footPath } from '../feet/strapdown.ts';
import { gaussianSmooth } from '../filters/gaussian.ts';
import { activity } from '../gait/activity.ts';
import { gyroBias } from '../gait/gyroBias.ts';
import { markedSpans, type SensorSeries } from '../series.ts';

/** Somebody goes up or down. */
export interface Flight extends Span {
  /** Of the trunk, m; positive upwards. */
  readonly heightM: number;
  /** No drift that a sensor at rest could hide makes as much. */
  readonly certain: boolean;
}

/** What moved between two rests, and how far it went up or down in all. */
export interface MovedStretch extends Span {
  readonly heightM: number;
}

export interface StairsFound {
  readonly flights: readonly Flight[];
  readonly stretches: readonly MovedStretch[];
}

/** A trunk this quiet for so long stands still; slow shufflers move theirs by .15 m/s² and more. */
const REST_MPS2 = 0.1;
const SHORTEST_REST_S = 0.6;
/** Anything shorter is no flight. */
const SHORTEST_S = 1.5;
/** From rest to rest, s: beyond, the drift of a consumer sensor's acceleration is as fast as slow climbing. */
const LONGEST_S = 60;
/** A stride's rise and fall is smoothed away: what is left is climbing. */
const SMOOTH_SIGMA_S = 0.5;
/** Slow climbers of ordinary steps of .17 m in 1.5 s rise at .11 m/s. */
const CLIMBING_MPS = 0.08;
/** At the ends of a flight smoothing lets climbing begin before the first foot is up: the flight proper is where it is this share of its fastest. */
const EDGE_SHARE = 0.5;
/** Two low steps. */
const LEAST_HEIGHT_M = 0.25;
/** How far gravity's reading may change between two rests by temperature and sway, m/s²: what a consumer sensor allows. */
const GRAVITY_DRIFT_MPS2 = 0.03;

/**
 * Flights of stairs, by the height that the trunk gains or loses.
 *
 * Source: height by strapdown integration between two rests with zero velocity at both, as Foxlin 2005, IEEE Comput Graph Appl 25(6):38 does it for
 * a foot (`footPath`). That a sensor at the lower back tells stairs from the level: Sekine 2000, Med Eng Phys 22(4):285-291; Weiss 2016, Med Eng
 * Phys 38(10):1146-1151, both by the shape of the acceleration.
 * Needs: a six-axis sensor at the trunk; standing still before and after every stretch.
 * Steps:
 * 1. Rests: where the trunk is quiet for .6 s; stretches: what lies between two of them.
 * 2. Vertical velocity of each stretch from the quietest moment before to the quietest after, drift taken off at both ends.
 * 3. Smoothed over a stride, only climbing is left: flights are where it stays above .08 m/s to one side and gains or loses .25 m.
 *    Its edges are where climbing is half of its fastest: outside them feet come down on the level.
 * 4. A flight is certain where the height is more than twice what a changed reading of gravity could make in the stretch.
 * Differs from the sources: height instead of features of shape, as its sign needs no training data; a climb without a rest on both sides is not seen.
 *
 * @throws RangeError without a gyroscope
 */
export function findFlights(series: SensorSeries): StairsFound {
  if (!series.gyr) throw new RangeError('findFlights needs a gyroscope');
  const fs = series.sampleRateHz;
  const envelope = activity(series);
  const bias = gyroBias(series, envelope);

  // 1.
  const quiet = new Uint8Array(series.length);
  for (let i = 0; i < quiet.length; i++) quiet[i] = envelope[i] < REST_MPS2 && series.missing[i] === 0 ? 1 : 0;
  const rests = markedSpans(quiet).filter(({ start, end }) => end - start >= SHORTEST_REST_S * fs).map((rest) => quietest(envelope, rest));
  const stretches: MovedStretch[] = [];
  const flights: Flight[] = [];
  for (let k = 1; k < rests.length; k++) {
    const [start, end] = [rests[k - 1], rests[k]];
    const lastsS = (end - start) / fs;
    if (lastsS < SHORTEST_S || lastsS > LONGEST_S) continue;
    // 2.
    const { upMps, riseM } = footPath(series, start, end, bias);
    stretches.push({ start, end, heightM: riseM });
    // 3. and 4.
    const climbing = gaussianSmooth(upMps, SMOOTH_SIGMA_S, fs);
    flights.push(...flightsOf(climbing, upMps, fs).map(({ start: from, end: to, heightM }) => ({
      start: start + from, end: start + to, heightM, certain: Math.abs(heightM) > 2 * driftM(lastsS),
    })));
  }
  return { flights, stretches };
}

/** Height that a linear change of gravity's reading leaves between two rests after both velocities were set to zero: change times time² over 12. */
function driftM(lastsS: number): number {
  return (GRAVITY_DRIFT_MPS2 * lastsS * lastsS) / 12;
}

function flightsOf(climbing: Float64Array, upMps: Float64Array, fs: number): Omit<Flight, 'certain'>[] {
  const found: Omit<Flight, 'certain'>[] = [];
  for (let i = 0; i < climbing.length; ) {
    const start = i;
    const up = climbing[i] > 0;
    let heightM = 0;
    while (i < climbing.length && Math.abs(climbing[i]) >= CLIMBING_MPS && climbing[i] > 0 === up) heightM += upMps[i++] / fs;
    if (i === start) i++;
    else if (i - start >= SHORTEST_S * fs && Math.abs(heightM) >= LEAST_HEIGHT_M) found.push({ ...proper(climbing, start, i), heightM });
  }
  return found;
}

function proper(climbing: Float64Array, start: number, end: number): Span {
  let fastest = 0;
  for (let i = start; i < end; i++) fastest = Math.max(fastest, Math.abs(climbing[i]));
  let [from, to] = [start, end];
  while (Math.abs(climbing[from]) < EDGE_SHARE * fastest) from++;
  while (Math.abs(climbing[to - 1]) < EDGE_SHARE * fastest) to--;
  return { start: from, end: to };
}

function quietest(envelope: Float64Array, { start, end }: Span): number {
  let best = start;
  for (let i = start; i < end; i++) if (envelope[i] < envelope[best]) best = i;
  return best;
}
