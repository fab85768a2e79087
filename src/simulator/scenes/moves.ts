import { moved } from '../people/polynomial.ts';
import type { Motion } from '../people/motion.ts';

/** What can move: place in the level frame (m) and the three angles (rad), as in MotionState. */
export type Freedom = 'ap' | 'v' | 'ml' | 'yaw' | 'pitch' | 'roll';

/** One movement from rest to rest, along the minimum-jerk curve. */
export interface Move {
  readonly of: Freedom;
  readonly startS: number;
  readonly durationS: number;
  /** m or rad */
  readonly by: number;
}

/** Angles in which a scene begins, rad; 0 is upright. */
export interface Posture {
  readonly pitchRad: number;
  readonly rollRad: number;
}

/** All moves together. Those of one freedom may overlap: they add. */
export function movesMotion(posture: Posture, moves: readonly Move[]): Motion {
  return (timeS) => {
    const value = { ap: 0, v: 0, ml: 0, yaw: 0, pitch: posture.pitchRad, roll: posture.rollRad };
    const rate = { ap: 0, v: 0, ml: 0, yaw: 0, pitch: 0, roll: 0 };
    const acceleration = { ap: 0, v: 0, ml: 0, yaw: 0, pitch: 0, roll: 0 };
    for (const { of, startS, durationS, by } of moves) {
      if (timeS <= startS) continue;
      const state = moved(0, by, durationS, timeS - startS);
      value[of] += state.value;
      rate[of] += state.rate;
      acceleration[of] += state.acceleration;
    }
    return {
      acceleration: [acceleration.ap, acceleration.v, acceleration.ml],
      yawRad: value.yaw,
      pitchRad: value.pitch,
      rollRad: value.roll,
      yawRateRadPerS: rate.yaw,
      pitchRateRadPerS: rate.pitch,
      rollRateRadPerS: rate.roll,
    };
  };
}
