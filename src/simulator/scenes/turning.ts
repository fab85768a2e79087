import type { RecordingEvent } from '../../model/index.ts';
import { headingOver } from '../people/heading.ts';
import { heelStrike } from '../people/heelStrike.ts';
import type { Motion } from '../people/motion.ts';
import type { PlannedTurn } from '../people/steps.ts';
import type { Random } from '../random.ts';
import { mark } from './scene.ts';

/** Small steps of somebody who turns on the spot: own choice. */
const STEP_S: readonly [number, number] = [0.45, 0.65];
const SHOCK_MPS2: readonly [number, number] = [0.5, 1.5];

/** A turn on the spot. */
export interface TurnedRound {
  readonly endS: number;
  readonly motion: Motion;
  readonly events: readonly RecordingEvent[];
  readonly turn: PlannedTurn;
}

/** Turns round on the spot in small steps. @param angleDeg positive to the left */
export function turnAt(startS: number, angleDeg: number, durationS: number, random: Random): TurnedRound {
  const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  const endS = startS + durationS;
  const turn = { startS, endS, angleDeg };
  const heading = headingOver([turn]);
  const stepS = draw(STEP_S);
  const shock = draw(SHOCK_MPS2);
  const contactsS = Array.from({ length: Math.max(1, Math.round(durationS / stepS)) }, (_, k) => startS + ((k + 0.7) * durationS) / Math.max(1, Math.round(durationS / stepS)));
  return {
    endS,
    motion: (timeS) => ({
      acceleration: [0, contactsS.reduce((sum, c) => sum + shock * heelStrike(timeS - c), 0), 0],
      yawRad: 0,
      pitchRad: 0,
      rollRad: 0,
      yawRateRadPerS: heading(timeS).rate,
      pitchRateRadPerS: 0,
      rollRateRadPerS: 0,
    }),
    events: [mark('turn', startS, durationS)],
    turn,
  };
}
