import { randomStream } from '../random.ts';
import type { Motion } from './motion.ts';
import type { WalkOptions } from './options.ts';
import { swayNoise } from './sway.ts';

const RAD = Math.PI / 180;
/** Height of the lower back over the ankles, in body heights: the lever of standing sway. */
export const SWAY_LEVER_OVER_HEIGHT = 0.55;
const SWAY_BAND_HZ = [0.08, 1.5] as const;

/** A person swaying about the ankles, stiff as a pole. */
export function standingMotion(o: WalkOptions): Motion {
  const back = swayNoise(o.swayDeg * RAD, SWAY_BAND_HZ, randomStream(o.seed, 'sway forward'));
  // Sideways sway is about half of that forward and back.
  const side = swayNoise(0.5 * o.swayDeg * RAD, SWAY_BAND_HZ, randomStream(o.seed, 'sway sideways'));
  const lever = SWAY_LEVER_OVER_HEIGHT * o.heightM;
  return (timeS) => {
    const pitch = back(timeS);
    const roll = side(timeS);
    return {
      // Leaning back moves the sensor backwards; left side up moves it to the right.
      acceleration: [-lever * pitch.acceleration, 0, lever * roll.acceleration],
      yawRad: 0,
      pitchRad: pitch.value,
      rollRad: roll.value,
      yawRateRadPerS: 0,
      pitchRateRadPerS: pitch.rate,
      rollRateRadPerS: roll.rate,
    };
  };
}
