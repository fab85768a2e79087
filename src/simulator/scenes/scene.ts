import type { RecordingEvent } from '../../model/index.ts';
import type { Motion } from '../people/motion.ts';
import type { WalkTruth } from '../people/truth.ts';
import { movesMotion, type Move, type Posture } from './moves.ts';
import type { StanceTruth } from './stances.ts';
import type { Walked } from './walked.ts';

/** What somebody does in a recording that is not one walk over a course. Times are seconds from its start. */
export interface Scene {
  readonly durationS: number;
  readonly posture: Posture;
  readonly moves: readonly Move[];
  /** Whatever is not a move: trembling, stairs. At rest outside its own time. */
  readonly motions: readonly Motion[];
  readonly walks: readonly Walked[];
  /** Turns that are part of no walk. */
  readonly turns?: WalkTruth['turns'];
  /** What happens, as marks; those of walks are added to them. */
  readonly events: readonly RecordingEvent[];
  /** How the sensor is said to be fastened; the usual words where absent. */
  readonly placement?: string;
  /** What happens in a stance. */
  readonly stance?: StanceTruth;
}

export const UPRIGHT: Posture = { pitchRad: 0, rollRad: 0 };

/** Motion of the lower back in a scene. @param sway present all the time */
export function sceneMotion(scene: Scene, sway: Motion): Motion {
  return sumOfMotions([sway, movesMotion(scene.posture, scene.moves), ...scene.motions, ...scene.walks.map((w) => w.motion)]);
}

/** Only one of them turns the body far at a time: then the sum of angles stands for turning by one after the other. */
function sumOfMotions(motions: readonly Motion[]): Motion {
  return (timeS) => {
    let [ap, v, ml] = [0, 0, 0];
    let [yawRad, pitchRad, rollRad] = [0, 0, 0];
    let [yawRateRadPerS, pitchRateRadPerS, rollRateRadPerS] = [0, 0, 0];
    for (const motion of motions) {
      const state = motion(timeS);
      ap += state.acceleration[0];
      v += state.acceleration[1];
      ml += state.acceleration[2];
      yawRad += state.yawRad;
      pitchRad += state.pitchRad;
      rollRad += state.rollRad;
      yawRateRadPerS += state.yawRateRadPerS;
      pitchRateRadPerS += state.pitchRateRadPerS;
      rollRateRadPerS += state.rollRateRadPerS;
    }
    return { acceleration: [ap, v, ml], yawRad, pitchRad, rollRad, yawRateRadPerS, pitchRateRadPerS, rollRateRadPerS };
  };
}

export function mark(type: string, onsetS: number, durationS: number): RecordingEvent {
  const tenth = (s: number): number => Math.round(s * 1e4) / 1e4;
  return { onsetS: tenth(onsetS), durationS: tenth(durationS), type };
}
