import type { RecordingEvent, Side, TimeSpan } from '../../model/index.ts';
import { cosine, sine, sumOf } from '../people/harmonics.ts';
import { headingOver } from '../people/heading.ts';
import type { Motion } from '../people/motion.ts';
import { overSteps, phaseThrough } from '../people/phase.ts';
import type { Random } from '../random.ts';
import { mark } from './scene.ts';

const RAD = Math.PI / 180;
/**
 * How the trunk moves while somebody turns on the spot in small steps: it bounces and sways less than in walking, and each
 * step swings it round a little more. All sizes are our own choice.
 */
const BOUNCE_MPS2: readonly [number, number] = [0.5, 1.1];
const LATERAL_MPS2 = 0.4;
const ROLL_DEG = 1.6;
const SWING_DEG = 1.5;
const TIMING_CV = 0.06;

export interface TurnAsked {
  /** Positive to the left */
  readonly angleDeg: number;
  readonly durationS: number;
  readonly steps: number;
}

export interface TurnOnTheSpot {
  readonly endS: number;
  readonly motion: Motion;
  readonly events: readonly RecordingEvent[];
  readonly turn: TimeSpan & { readonly angleDeg: number; readonly steps: number };
}

/** Turns round on the spot, from rest to rest, in so many steps. */
export function turnAt(startS: number, { angleDeg, durationS, steps }: TurnAsked, random: Random): TurnOnTheSpot {
  const endS = startS + durationS;
  const heading = headingOver([{ startS, endS, angleDeg }]);
  const first: Side = angleDeg > 0 ? 'left' : 'right';
  const stepS = durationS / steps;
  // The first foot lands half a step in, the last at the end, each a little early or late.
  const contactsS = Array.from({ length: steps }, (_, k) => startS + (k + 1) * stepS + (k === steps - 1 ? 0 : TIMING_CV * stepS * random.normal()));
  const phaseAt = phaseThrough([startS, ...contactsS, endS + stepS]);
  const [least, most] = BOUNCE_MPS2;
  const bounce = least + (most - least) * random.uniform();
  const sizes = contactsS.map(() => Math.exp(0.15 * random.normal()));
  const mirror = first === 'left' ? 1 : -1;
  const vertical = [cosine(1, bounce, 0.12), cosine(2, 0.35 * bounce, 0.05)];
  const lateral = [sine(0.5, LATERAL_MPS2, -0.05)];
  const rocking = [sine(0.5, ROLL_DEG * RAD, 0.1)];
  const swing = [sine(1, SWING_DEG * RAD, 0.3)];

  const motion: Motion = (timeS) => {
    const turned = heading(timeS);
    const p = phaseAt(timeS);
    const size = overSteps(sizes, p, 0);
    const roll = sumOf(rocking, p);
    const yaw = sumOf(swing, p);
    return {
      acceleration: [0, size.value * sumOf(vertical, p).value, mirror * size.value * sumOf(lateral, p).value],
      yawRad: turned.value + size.value * yaw.value,
      pitchRad: 0,
      rollRad: mirror * size.value * roll.value,
      yawRateRadPerS: turned.rate + size.rate * yaw.value + size.value * yaw.rate,
      pitchRateRadPerS: 0,
      rollRateRadPerS: mirror * (size.rate * roll.value + size.value * roll.rate),
    };
  };
  const side = (k: number): Side => ((k % 2 === 0) === (first === 'left') ? 'left' : 'right');
  return {
    endS,
    motion,
    events: [mark('turn_on_the_spot', startS, durationS), ...contactsS.map((timeS, k) => mark(`${side(k)}_turning_contact`, timeS, 0))],
    turn: { startS, endS, angleDeg, steps },
  };
}
