import type { RecordingEvent, Side } from '../../model/index.ts';
import { cosine, sine, sumOf } from '../people/harmonics.ts';
import { heelStrike } from '../people/heelStrike.ts';
import type { Motion } from '../people/motion.ts';
import { overSteps, phaseThrough } from '../people/phase.ts';
import type { Random } from '../random.ts';
import type { Move } from './moves.ts';
import { mark } from './scene.ts';

const RAD = Math.PI / 180;
/**
 * What is assumed of a flight of stairs, beside the climb itself, which is even and so not felt:
 * - step time .6 to .8 s, the leading leg a little longer;
 * - going up, one broad upward push a step, late in it; going down, one landing with a shock, early in it;
 * - forward speed is low, so it hardly changes: no steep braking at contact as on the level;
 * - the trunk bends forward going up, stays upright going down, and rocks to the standing leg.
 * After the descriptions of Nadeau 2003, Clin Biomech 18:950 and Riener 2002, Gait Posture 15:32; all sizes are our own choice.
 */
const KIND = {
  up: { verticalMps2: [0.9, 1.4], forwardMps2: 0.35, lateralMps2: 0.5, shockMps2: 0.3, pitchDeg: -8, peakAt: 0.45 },
  down: { verticalMps2: [1.2, 2], forwardMps2: 0.3, lateralMps2: 0.6, shockMps2: 2, pitchDeg: 0, peakAt: 0.15 },
} as const;
const STEP_S: readonly [number, number] = [0.6, 0.8];
const TIMING_CV = 0.04;
const LEADING_LEG_LONGER = 0.04;
const LAST_BEND_S = 0.6;
/** The trunk is lifted onto a step within this many step times: each lift runs into the next. */
const LIFT_STEPS = 2;
const TREAD_M = 0.27;

export interface Flight {
  readonly endS: number;
  readonly motion: Motion;
  /** The way up or down itself, and forward; nothing where no height was asked for. */
  readonly moves: readonly Move[];
  readonly events: readonly RecordingEvent[];
}

/**
 * One flight of stairs, foot over foot.
 * @param stepM height of a step; without one only the movement of climbing is made, as it is felt in the middle of a long flight
 */
export function stairsAt(startS: number, way: keyof typeof KIND, stepCount: number, random: Random, stepM = 0): Flight {
  const kind = KIND[way];
  const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  const stepS = draw(STEP_S);
  const firstSide: Side = random.uniform() < 0.5 ? 'left' : 'right';
  const side = (k: number): Side => ((k % 2 === 0) === (firstSide === 'left') ? 'left' : 'right');
  const contactsS = [startS];
  for (let k = 0; k < stepCount; k++) {
    const longer = k % 2 === 0 ? 1 + LEADING_LEG_LONGER : 1 - LEADING_LEG_LONGER;
    contactsS.push(contactsS[k] + stepS * longer * (1 + TIMING_CV * random.normal()));
  }
  const endS = contactsS[stepCount];
  const phaseAt = phaseThrough([...contactsS, endS + stepS]);
  const push = draw(kind.verticalMps2);
  const sizes = Array.from({ length: stepCount }, () => Math.exp(0.12 * random.normal()));
  const mirror = firstSide === 'left' ? 1 : -1;
  const vertical = [cosine(1, push, kind.peakAt), cosine(2, 0.3 * push, kind.peakAt - 0.08)];
  const forward = [sine(1, kind.forwardMps2, 0.3)];
  const lateral = [sine(0.5, kind.lateralMps2, -0.05), sine(1.5, 0.3 * kind.lateralMps2, 0)];
  const rocking = [sine(0.5, 2 * RAD, 0.1)];
  const nod = [sine(1, 1.5 * RAD, 0.2)];

  const motion: Motion = (timeS) => {
    const p = phaseAt(timeS);
    const size = overSteps(sizes, p, 0);
    const shock = contactsS.slice(1).reduce((sum, c) => sum + kind.shockMps2 * heelStrike(timeS - c), 0);
    const roll = sumOf(rocking, p);
    const pitch = sumOf(nod, p);
    const bend = overSteps(sizes.map(() => 1), p, 0);
    return {
      acceleration: [size.value * sumOf(forward, p).value - 0.2 * shock, size.value * sumOf(vertical, p).value + shock, mirror * size.value * sumOf(lateral, p).value],
      yawRad: 0,
      pitchRad: bend.value * (kind.pitchDeg * RAD + pitch.value),
      rollRad: mirror * bend.value * roll.value,
      yawRateRadPerS: 0,
      pitchRateRadPerS: bend.rate * (kind.pitchDeg * RAD + pitch.value) + bend.value * pitch.rate,
      rollRateRadPerS: mirror * (bend.rate * roll.value + bend.value * roll.rate),
    };
  };
  const lifts = stepM === 0 ? [] : contactsS.slice(1).flatMap((contactS, k): Move[] => {
    const lift = { startS: contactsS[k], durationS: LIFT_STEPS * (contactS - contactsS[k]) };
    return [{ of: 'v', ...lift, by: way === 'up' ? stepM : -stepM }, { of: 'ap', ...lift, by: TREAD_M }];
  });
  return {
    endS: Math.max(endS + LAST_BEND_S, ...lifts.map((lift) => lift.startS + lift.durationS)),
    motion,
    moves: lifts,
    events: [mark(`stairs_${way}`, startS, endS - startS), ...contactsS.slice(1).map((c, k) => mark(`${side(k)}_stair_contact`, c, 0))],
  };
}
