import { randomStream } from '../random.ts';
import { FORWARD, LATERAL, PITCH, ROLL, VERTICAL, YAW } from './gaitShape.ts';
import type { Harmonic } from './harmonics.ts';
import { sumOf } from './harmonics.ts';
import { heelStrikes } from './heelStrike.ts';
import type { Motion } from './motion.ts';
import type { WalkOptions } from './options.ts';
import type { Curve } from './phase.ts';
import { overSteps, phaseThrough } from './phase.ts';
import { meanStepTime } from './rhythm.ts';
import { standingMotion } from './standing.ts';
import type { WalkPlan } from './steps.ts';
import { stepSizes } from './stepSizes.ts';
import { swayNoise } from './sway.ts';

const RAD = Math.PI / 180;
/** Phase of the first step at which the movements of stepping begin: about when the foot leaves. */
const STEPPING_FROM = 0.2;
/** Wander of the trunk and wobble of skin and belt while walking (at 1 m/s): standard deviations, own choice. */
const WANDER = { deg: 0.8, bandHz: [0.1, 0.8] } as const;
const WOBBLE = { mps2PerMps: 0.18, bandHz: [2, 9] } as const;

/**
 * Motion of the lower back: standing sway throughout, and over the planned steps the repeating movement of gait.
 *
 * The level frame turns with `heading`; acceleration holds the change of mean speed and the pull towards the
 * inside of a turn. Vertical size follows the inverted pendulum (pendulum.ts).
 */
export function trunkMotion(o: WalkOptions, plan: WalkPlan, heading: (timeS: number) => Curve): Motion {
  const standing = standingMotion(o);
  const gait = plan.beginS === null ? null : gaitMotion(o, plan, plan.beginS, heading);
  return (timeS) => {
    const still = standing(timeS);
    if (!gait) return still;
    const moving = gait(timeS);
    const [a, b] = [still.acceleration, moving.acceleration];
    // Sway and gait angles are a few degrees: their sum stands for turning by one and then the other.
    return {
      acceleration: [a[0] + b[0], a[1] + b[1], a[2] + b[2]],
      yawRad: still.yawRad + moving.yawRad,
      pitchRad: still.pitchRad + moving.pitchRad,
      rollRad: still.rollRad + moving.rollRad,
      yawRateRadPerS: still.yawRateRadPerS + moving.yawRateRadPerS,
      pitchRateRadPerS: still.pitchRateRadPerS + moving.pitchRateRadPerS,
      rollRateRadPerS: still.rollRateRadPerS + moving.rollRateRadPerS,
    };
  };
}

function gaitMotion(o: WalkOptions, plan: WalkPlan, beginS: number, heading: (timeS: number) => Curve): Motion {
  const contactsS = [beginS, ...plan.steps.map((s) => s.timeS)];
  const phaseAt = phaseThrough([...contactsS, contactsS.at(-1)! + meanStepTime(o)]);
  const size = stepSizes(o, plan, beginS, randomStream(o.seed, 'step sizes'));
  const shock = heelStrikes(plan.steps, size.vigour, o.speedMps);
  const noise = (name: string, sd: number, band: readonly [number, number]) => swayNoise(sd, band, randomStream(o.seed, name));
  const wander = { pitch: noise('wander pitch', WANDER.deg * RAD, WANDER.bandHz), roll: noise('wander roll', WANDER.deg * RAD, WANDER.bandHz) };
  const shaken = (axis: string) => noise(`wobble ${axis}`, WOBBLE.mps2PerMps * o.speedMps, WOBBLE.bandHz);
  const wobble = { ap: shaken('ap'), v: shaken('v'), ml: shaken('ml') };
  // Shapes are drawn for the left leg carrying. Half cycles change sign from step to step by themselves; the first
  // step is carried by the foot that stays.
  const mirror = plan.steps[0].side === 'left' ? -1 : 1;

  return (timeS) => {
    const p = phaseAt(timeS);
    // The body is already moving forward when the first foot leaves; the movements of stepping begin after that.
    const speed = overSteps(size.speed, p);
    const over = (sizes: readonly number[]): Curve => overSteps(sizes, p, STEPPING_FROM);
    const vigour = over(size.vigour);
    const turning = heading(timeS);
    const jolt = shock(timeS);
    const curve = (shape: readonly Harmonic[], sizes: readonly number[]): Curve => product(sumOf(shape, p), over(sizes));

    const roll = curve(ROLL, size.tilt);
    const yaw = curve(YAW, size.yaw);
    const pitch = curve(PITCH, size.tilt);
    const wanderRoll = product(wander.roll(timeS), vigour);
    const wanderPitch = product(wander.pitch(timeS), vigour);
    const shake = (axis: keyof typeof wobble): number => vigour.value * wobble[axis](timeS).value;
    return {
      acceleration: [
        curve(FORWARD, size.forward).value + speed.rate + jolt[0] + shake('ap'),
        curve(VERTICAL, size.bounce).value + jolt[1] + shake('v'),
        // On a curve to the left the body is pulled to the left, which is negative.
        mirror * curve(LATERAL, size.lateral).value - speed.value * turning.rate + jolt[2] + shake('ml'),
      ],
      yawRad: mirror * RAD * yaw.value,
      pitchRad: RAD * pitch.value + wanderPitch.value,
      rollRad: mirror * RAD * roll.value + wanderRoll.value,
      yawRateRadPerS: mirror * RAD * yaw.rate + turning.rate,
      pitchRateRadPerS: RAD * pitch.rate + wanderPitch.rate,
      rollRateRadPerS: mirror * RAD * roll.rate + wanderRoll.rate,
    };
  };
}

function product(a: Curve, b: Curve): Curve {
  return { value: a.value * b.value, rate: a.rate * b.value + a.value * b.rate };
}
