import { gaussianDerivative, gaussianSmooth } from '../filters/gaussian.ts';
import type { BodySignals } from '../orientation/bodyFrame.ts';
import { lowpassInto } from '../filters/zeroPhase.ts';
import { Rooms } from '../rooms.ts';
import { median, signalSd } from '../summary.ts';
import { parabolicPeak } from './stepRhythm.ts';

/** A moment that could be an initial contact. */
export interface Candidate {
  /** Fractional sample, relative to the signals' start. */
  readonly sample: number;
  /** How much it looks like a contact: standard deviations of the score, at most 2. */
  readonly strength: number;
  /** Which foot it looks like: 1 surely left, -1 surely right, 0 no idea. */
  readonly side: number;
}

/** Width of the change looked for: braking takes about a tenth of a second, twice this. */
const EDGE_SIGMA_S = 0.05;
/** The forward acceleration falls just after the foot touches, the vertical rises a little before that. */
const FORWARD_DELAY_S = 0.03;
const VERTICAL_DELAY_S = 0.01;
const VERTICAL_SHARE = 0.7;
/** Steps of a turn are shorter and brake less: their contacts are weaker by about a third. */
const TURNING_GAIN = 1.4;

/**
 * How much each moment looks like an initial contact: forward acceleration collapses and vertical acceleration rises.
 *
 * Source: Zijlstra & Hof 2003, Gait Posture 18:1 (contact at the forward peak before braking); the first Gaussian
 * derivative as edge detector is that of McCamley 2012, Gait Posture 36:316, who apply it to the vertical.
 * Differs from both: the two edges are added, so that a walker who shows one of them poorly is still read.
 * @param turning 1 where the body turns: contacts are weaker there
 * @returns one value a sample, m/s², in a room
 */
function contactScore(body: BodySignals, turning: Uint8Array): Float64Array {
  const fs = body.sampleRateHz;
  const [braking, rising] = [ROOM.score, ROOM.rising].map((room) => rooms.room(room, body.acc.ap.length));
  gaussianDerivative(body.acc.ap, EDGE_SIGMA_S, fs, braking);
  gaussianDerivative(body.acc.v, EDGE_SIGMA_S, fs, rising);
  advance(braking, FORWARD_DELAY_S * fs);
  advance(rising, VERTICAL_DELAY_S * fs);
  const out = braking;
  for (let i = 0; i < out.length; i++) {
    const value = -braking[i] + VERTICAL_SHARE * rising[i];
    out[i] = turning[i] !== 0 ? TURNING_GAIN * value : value;
  }
  return out;
}

const ROLL_SIGMA_S = 0.04;
const ROLL_DELAY_S = 0.09;
const ROLL_UNIT_DEG_PER_S = 30;
const LATERAL_SIGMA_S = 0.03;
const LATERAL_DELAY_S = 0.06;
/** Of the step's frequency; strides come at half of it. */
const SLOW_SHARE = 0.25;

/**
 * Which foot has just taken over, positive for the left: the pelvis drops on the swinging side, so the trunk rolls
 * towards it, and the body is pushed away from the new stance foot.
 *
 * Source: the sign of the roll just after contact follows from the Trendelenburg-like pelvic drop, Perry & Burnfield 2010,
 * Gait Analysis, pelvis; lateral acceleration as in Zijlstra & Hof 2003. Yaw is left out: some people hardly rotate.
 * @returns one value a sample, unitless, in a room; from acceleration alone without a gyroscope
 */
function sideScore(body: BodySignals, stepSamples: number): Float64Array {
  const fs = body.sampleRateHz;
  const [push, roll, ...slow] = [ROOM.push, ROOM.roll, ROOM.slow, ROOM.slow + 1].map((room) => rooms.room(room, body.acc.ml.length));
  // A turn pushes and rolls the trunk to one side for its whole length: only what changes with the strides tells the feet apart.
  const sources = body.gyr ? [body.acc.ml, body.gyr.ap] : [body.acc.ml];
  lowpassInto(slow.slice(0, sources.length), sources, (SLOW_SHARE * fs) / stepSamples, fs);
  const changing = sources.map((x, k) => takenFrom(x, slow[k]));
  // ml points to the right: a push to the right is a negative leftward acceleration.
  gaussianSmooth(changing[0], LATERAL_SIGMA_S, fs, push);
  advance(push, LATERAL_DELAY_S * fs);
  if (!body.gyr) return push;
  gaussianSmooth(changing[1], ROLL_SIGMA_S, fs, roll);
  advance(roll, ROLL_DELAY_S * fs);
  for (let i = 0; i < push.length; i++) push[i] += roll[i] / ROLL_UNIT_DEG_PER_S;
  return push;
}

/** Writes x less `slow` over `slow`. */
function takenFrom(x: Float64Array, slow: Float64Array): Float64Array {
  for (let i = 0; i < slow.length; i++) slow[i] = x[i] - slow[i];
  return slow;
}

/** One stretch after the other is worked on in these. */
const rooms = new Rooms();
const ROOM = { score: 0, push: 1, rising: 2, roll: 2, slow: 3 } as const;

const WEAKEST_SD = 0.1;
const STRONGEST_SD = 2;
/** No two contacts of a walk are nearer. */
const CLOSEST_S = 0.08;
const CLEAR_SD = 1;

/** All peaks of the contact score, with strength and side. @param turning 1 where the body turns @param stepSamples about the step time */
export function contactCandidates(body: BodySignals, turning: Uint8Array, stepSamples: number): Candidate[] {
  const fs = body.sampleRateHz;
  const score = contactScore(body, turning);
  const sides = sideScore(body, stepSamples);
  const sd = signalSd(score);
  if (!(sd > 0)) return [];
  const peaks = separatedPeaks(score, WEAKEST_SD * sd, CLOSEST_S * fs);
  const clear: number[] = [];
  for (const p of peaks) if (score[p] > CLEAR_SD * sd) clear.push(Math.abs(sides[p]));
  const typicalSide = clear.length > 0 ? median(clear) : 0;
  const candidates: Candidate[] = [];
  for (const p of peaks) {
    candidates.push({
      sample: parabolicPeak(score, p),
      strength: Math.min(score[p] / sd, STRONGEST_SD),
      side: typicalSide > 0 ? Math.tanh(sides[p] / typicalSide) : 0,
    });
  }
  return candidates;
}

/** Local maxima above a floor, the higher one kept where two are too near, in order of time. */
function separatedPeaks(x: Float64Array, floor: number, minDistance: number): number[] {
  const peaks: number[] = [];
  for (let i = 1; i < x.length - 1; i++) {
    if (!(x[i] > floor && x[i] > x[i - 1] && x[i] >= x[i + 1])) continue;
    const last = peaks.at(-1);
    if (last !== undefined && i - last < minDistance) {
      if (x[i] > x[last]) peaks[peaks.length - 1] = i;
    } else peaks.push(i);
  }
  return peaks;
}

/** Moves a signal earlier, in place: straight lines between samples, its end held. @param by samples, 0 or more */
function advance(x: Float64Array, by: number): void {
  const last = x.length - 1;
  if (last < 1) return;
  const end = x[last - 1] + (x[last] - x[last - 1]);
  let i = 0;
  // What is read lies at i or behind it: still as it was.
  for (; i + by < last; i++) {
    const position = i + by;
    const k = Math.floor(position);
    x[i] = x[k] + (position - k) * (x[k + 1] - x[k]);
  }
  for (; i <= last; i++) x[i] = end;
}
