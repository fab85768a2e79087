import type { RecordingEvent } from '../../model/index.ts';
import { heelStrike } from '../people/heelStrike.ts';
import type { Motion } from '../people/motion.ts';
import type { Random } from '../random.ts';
import type { Move } from './moves.ts';
import { mark } from './scene.ts';

const RAD = Math.PI / 180;
/** The pelvis of somebody who sits leans back by about this much more than standing. */
export const SITTING_PITCH_RAD = 12 * RAD;
/** Lower trunk bent forward at seat-off, from sitting: Schenkman 1990, Phys Ther 70:638 (flexion, then extension while rising). */
const FLEXION_DEG: readonly [number, number] = [30, 45];
/** Flexion and extension take about as long each. */
const PHASE_S: readonly [number, number] = [0.8, 1];
/** How far the lower back travels from a chair of ordinary height: own choice, from thigh and chair. */
const RISE_M: readonly [number, number] = [0.3, 0.38];
const FORWARD_M: readonly [number, number] = [0.22, 0.3];
/** Seat-off comes before flexion ends: the phases overlap by this share. */
const OVERLAP = 0.2;
/** Share of its downward movement after which the trunk meets the seat. */
const SEAT_MET = 1;

/** How somebody gets up or sits down. What is not said is drawn as from a chair of ordinary height. */
export interface TransferHow {
  /** Lower trunk bent forward at seat-off, from sitting. */
  readonly flexionDeg: number;
  /** Bending and straightening take so long each, s. */
  readonly phaseS: number;
  readonly riseM: number;
  readonly forwardM: number;
  /** Share of the bending that is still to come when the rise begins. */
  readonly overlap: number;
  /** The seat is met so hard, m/s²; 0 unless said. */
  readonly joltMps2: number;
}

/** A movement made of several, with its mark. */
export interface Transfer {
  readonly endS: number;
  readonly moves: readonly Move[];
  /** A shock on the way; absent without one. */
  readonly shock?: Motion;
  readonly event: RecordingEvent;
}

/** Stands up from a chair: bends forward, then rises and straightens. */
export function riseAt(startS: number, random: Random, how: Partial<TransferHow> = {}): Transfer {
  const { flexionRad, phaseS, riseM, forwardM, overlap } = size(random, how);
  const risesS = startS + (1 - overlap) * phaseS;
  const endS = risesS + phaseS;
  return {
    endS,
    moves: [
      { of: 'pitch', startS, durationS: phaseS, by: -flexionRad },
      { of: 'pitch', startS: risesS, durationS: phaseS, by: flexionRad - SITTING_PITCH_RAD },
      { of: 'v', startS: risesS, durationS: phaseS, by: riseM },
      { of: 'ap', startS: startS + phaseS / 2, durationS: phaseS, by: forwardM },
    ],
    event: mark('sit_to_stand', startS, endS - startS),
  };
}

/** Sits down: bends and sinks, then straightens. A little slower than rising. */
export function sitDownAt(startS: number, random: Random, how: Partial<TransferHow> = {}): Transfer {
  const { flexionRad, phaseS, riseM, forwardM, overlap, joltMps2 } = size(random, how);
  const slow = 1.1 * phaseS;
  const straightensS = startS + (1 - overlap) * slow;
  const endS = straightensS + slow;
  return {
    endS,
    moves: [
      { of: 'pitch', startS, durationS: slow, by: SITTING_PITCH_RAD - flexionRad },
      { of: 'v', startS: startS + 0.1 * slow, durationS: slow, by: -riseM },
      { of: 'ap', startS: startS + 0.1 * slow, durationS: slow, by: -forwardM },
      { of: 'pitch', startS: straightensS, durationS: slow, by: flexionRad },
    ],
    ...(joltMps2 > 0 ? { shock: seatShock(startS + SEAT_MET * slow, joltMps2) } : {}),
    event: mark('stand_to_sit', startS, endS - startS),
  };
}

/**
 * Tries to stand up and sinks back: the trunk bends, leaves the seat for a share of the way, and comes down again at once.
 * @param share 0 to 1 of the way up
 */
export function failedRiseAt(startS: number, share: number, random: Random, how: Partial<TransferHow> = {}): Transfer {
  const { flexionRad, phaseS, riseM, forwardM, overlap } = size(random, how);
  const risesS = startS + (1 - overlap) * phaseS;
  const wayS = phaseS * Math.sqrt(share);
  const sinksS = risesS + wayS;
  const endS = sinksS + wayS + (1 - overlap) * phaseS;
  const there = { v: share * riseM, ap: share * forwardM };
  return {
    endS,
    moves: [
      { of: 'pitch', startS, durationS: phaseS, by: -flexionRad },
      { of: 'v', startS: risesS, durationS: wayS, by: there.v },
      { of: 'ap', startS: risesS, durationS: wayS, by: there.ap },
      { of: 'v', startS: sinksS, durationS: wayS, by: -there.v },
      { of: 'ap', startS: sinksS, durationS: wayS, by: -there.ap },
      { of: 'pitch', startS: endS - phaseS, durationS: phaseS, by: flexionRad },
    ],
    event: mark('failed_sit_to_stand', startS, endS - startS),
  };
}

/** The seat stops the trunk as a heel strike stops the leg, along the vertical. */
function seatShock(atS: number, mps2: number): Motion {
  return (timeS) => ({
    acceleration: [0, mps2 * heelStrike(timeS - atS), 0],
    yawRad: 0, pitchRad: 0, rollRad: 0, yawRateRadPerS: 0, pitchRateRadPerS: 0, rollRateRadPerS: 0,
  });
}

/** All are drawn, whatever is said, so that saying one leaves the others as they are. */
function size(random: Random, how: Partial<TransferHow>) {
  const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  const drawn = { flexionDeg: draw(FLEXION_DEG), phaseS: draw(PHASE_S), riseM: draw(RISE_M), forwardM: draw(FORWARD_M), overlap: OVERLAP, joltMps2: 0 };
  const { flexionDeg, ...rest } = { ...drawn, ...how };
  return { flexionRad: flexionDeg * RAD, ...rest };
}
