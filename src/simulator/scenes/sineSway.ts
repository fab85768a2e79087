import { SWAY_LEVER_OVER_HEIGHT } from '../people/standing.ts';
import { DEFAULTS } from '../people/defaults.ts';
import type { Motion } from '../people/motion.ts';
import type { Random } from '../random.ts';
import { GRAVITY_MPS2 } from '../worn/imu.ts';

const RAD = Math.PI / 180;
const COMPONENTS = 24;
const LEVER_M = SWAY_LEVER_OVER_HEIGHT * DEFAULTS.heightM;

/** One sine of a sway: lean about the ankles. */
export interface SwaySine {
  readonly deg: number;
  readonly hz: number;
  readonly phaseRad: number;
}

/** Sway forward and sideways, known to the last component. */
export interface SineSway {
  readonly ap: readonly SwaySine[];
  readonly ml: readonly SwaySine[];
}

/**
 * Sway like that of standing people, drawn: power of the lean about 1/f^2, in components at drawn places.
 * @param apDeg, mlDeg standard deviation of the lean
 * @param band lowest and highest frequency, Hz
 */
export function drawSway(apDeg: number, mlDeg: number, band: readonly [number, number], random: Random): SineSway {
  const along = (sd: number): SwaySine[] => {
    const parts = Array.from({ length: COMPONENTS }, (_, i) => {
      const hz = band[0] * (band[1] / band[0]) ** ((i + random.uniform()) / COMPONENTS);
      return { hz, deg: 1 / Math.sqrt(hz), phaseRad: 2 * Math.PI * random.uniform() };
    });
    const scale = sd / Math.sqrt(parts.reduce((sum, { deg }) => sum + (deg * deg) / 2, 0));
    return parts.map((part) => ({ ...part, deg: scale * part.deg }));
  };
  return { ap: along(apDeg), ml: along(mlDeg) };
}

/** A body as stiff as a pole that sways about the ankles. */
export function sineSwayMotion({ ap, ml }: SineSway): Motion {
  const lean = (sines: readonly SwaySine[], timeS: number) => {
    let [value, rate, acceleration] = [0, 0, 0];
    for (const { deg, hz, phaseRad } of sines) {
      const omega = 2 * Math.PI * hz;
      const s = deg * RAD * Math.sin(omega * timeS + phaseRad);
      value += s;
      rate += deg * RAD * omega * Math.cos(omega * timeS + phaseRad);
      acceleration -= omega * omega * s;
    }
    return { value, rate, acceleration };
  };
  return (timeS) => {
    const [pitch, roll] = [lean(ap, timeS), lean(ml, timeS)];
    return {
      // Leaning back moves the sensor backwards; left side up moves it to the right.
      acceleration: [-LEVER_M * pitch.acceleration, 0, LEVER_M * roll.acceleration],
      yawRad: 0,
      pitchRad: pitch.value,
      rollRad: roll.value,
      yawRateRadPerS: 0,
      pitchRateRadPerS: pitch.rate,
      rollRateRadPerS: roll.rate,
    };
  };
}

/**
 * Amplitude of the horizontal acceleration that a sensor feels of each sine, m/s², for small leans: gravity by the lean, and the body's own
 * acceleration at the end of the lever, which goes the same way.
 */
export function feltSines(sines: readonly SwaySine[]): readonly { readonly hz: number; readonly mps2: number }[] {
  return sines.map(({ deg, hz }) => ({ hz, mps2: deg * RAD * (GRAVITY_MPS2 + LEVER_M * (2 * Math.PI * hz) ** 2) }));
}
