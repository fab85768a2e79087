import type { RecordingEvent } from '../../model/index.ts';
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

/** A movement made of several, with its mark. */
export interface Transfer {
  readonly endS: number;
  readonly moves: readonly Move[];
  readonly event: RecordingEvent;
}

/** Stands up from a chair: bends forward, then rises and straightens. */
export function riseAt(startS: number, random: Random): Transfer {
  const { flexionRad, phaseS, riseM, forwardM } = size(random);
  const risesS = startS + (1 - OVERLAP) * phaseS;
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
export function sitDownAt(startS: number, random: Random): Transfer {
  const { flexionRad, phaseS, riseM, forwardM } = size(random);
  const slow = 1.1 * phaseS;
  const straightensS = startS + (1 - OVERLAP) * slow;
  const endS = straightensS + slow;
  return {
    endS,
    moves: [
      { of: 'pitch', startS, durationS: slow, by: SITTING_PITCH_RAD - flexionRad },
      { of: 'v', startS: startS + 0.1 * slow, durationS: slow, by: -riseM },
      { of: 'ap', startS: startS + 0.1 * slow, durationS: slow, by: -forwardM },
      { of: 'pitch', startS: straightensS, durationS: slow, by: flexionRad },
    ],
    event: mark('stand_to_sit', startS, endS - startS),
  };
}

function size(random: Random) {
  const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  return { flexionRad: draw(FLEXION_DEG) * RAD, phaseS: draw(PHASE_S), riseM: draw(RISE_M), forwardM: draw(FORWARD_M) };
}
