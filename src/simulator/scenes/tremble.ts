import type { Motion, Vector } from '../people/motion.ts';
import { moved } from '../people/polynomial.ts';
import type { Random } from '../random.ts';

/** Time in which a trembling swells and dies away, s. */
const RAMP_S = 0.5;

/** Acceleration of a place as a function of time, m/s² along ap, v, ml; no turning. */
export type Trembling = (timeS: number) => Vector;

/** A trembling that lasts from `startS` for `durationS` and is at rest before and after. */
export function between(startS: number, durationS: number, trembling: Trembling): Motion {
  return (timeS) => {
    const since = timeS - startS;
    const swell = since <= 0 || since >= durationS ? 0 : moved(0, 1, RAMP_S, Math.min(since, durationS - since)).value;
    const [ap, v, ml] = swell === 0 ? [0, 0, 0] : trembling(since);
    return { acceleration: [swell * ap, swell * v, swell * ml], yawRad: 0, pitchRad: 0, rollRad: 0, yawRateRadPerS: 0, pitchRateRadPerS: 0, rollRateRadPerS: 0 };
  };
}

/** A sensor that swings about its own right-hand axis while it is shaken. @param rad amplitude */
export function swinging(startS: number, durationS: number, frequencyHz: number, rad: number): Motion {
  const omega = 2 * Math.PI * frequencyHz;
  return (timeS) => {
    const since = timeS - startS;
    const inside = since > 0 && since < durationS;
    const swell = inside ? moved(0, rad, RAMP_S, Math.min(since, durationS - since)) : { value: 0, rate: 0 };
    const swellRate = since < durationS / 2 ? swell.rate : -swell.rate;
    return {
      acceleration: [0, 0, 0],
      yawRad: 0,
      pitchRad: swell.value * Math.sin(omega * since),
      rollRad: 0,
      yawRateRadPerS: 0,
      pitchRateRadPerS: swellRate * Math.sin(omega * since) + swell.value * omega * Math.cos(omega * since),
      rollRateRadPerS: 0,
    };
  };
}

/** To and fro along one direction, with a harmonic as hands and knees have. @param direction unit vector @param mps2 amplitude */
export function periodic(frequencyHz: number, mps2: number, direction: Vector, random: Random): Trembling {
  const phase = 2 * Math.PI * random.uniform();
  return (timeS) => {
    const angle = 2 * Math.PI * frequencyHz * timeS;
    const a = mps2 * (Math.sin(angle) + 0.3 * Math.sin(2 * angle + phase));
    return [a * direction[0], a * direction[1], a * direction[2]];
  };
}

/**
 * Noise of flat power over a band, each axis by itself.
 * Source: Shinozuka & Deodatis 1991, Appl Mech Rev 44(4):191-204 (spectral representation); one sine each tenth of a hertz, at drawn places.
 * @param mps2 standard deviation along each axis
 */
export function flatNoise(mps2: Vector, [from, to]: readonly [number, number], random: Random): Trembling {
  const count = Math.max(8, Math.ceil((to - from) / 0.1));
  const axes = mps2.map((sd) => ({
    amplitude: sd * Math.sqrt(2 / count),
    sines: Array.from({ length: sd > 0 ? count : 0 }, (_, k) => ({
      omega: 2 * Math.PI * (from + ((to - from) * (k + random.uniform())) / count),
      phase: 2 * Math.PI * random.uniform(),
    })),
  }));
  const along = (axis: number, timeS: number): number =>
    axes[axis].amplitude * axes[axis].sines.reduce((sum, { omega, phase }) => sum + Math.sin(omega * timeS + phase), 0);
  return (timeS) => [along(0, timeS), along(1, timeS), along(2, timeS)];
}

/** A direction drawn evenly over the sphere. */
export function anyDirection(random: Random): Vector {
  const v = 2 * random.uniform() - 1;
  const angle = 2 * Math.PI * random.uniform();
  const level = Math.sqrt(1 - v * v);
  return [level * Math.cos(angle), v, level * Math.sin(angle)];
}
