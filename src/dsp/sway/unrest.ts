import { gaussianSmooth } from '../filters/gaussian.ts';
import { bandpassAll, lowpassAll } from '../filters/zeroPhase.ts';
import type { SensorSeries } from '../series.ts';

/** Steps, stumbles and gestures move the trunk in this band; sway on the spot lies below it. */
const SHAKE_BAND_HZ: readonly [number, number] = [1.5, 10];
/** Shorter than a step, longer than one impact. */
const ENVELOPE_SIGMA_S = 0.12;
/** A lean is slower than the push of a step. */
const LEAN_CUT_HZ = 1;
const RATE_CUT_HZ = 5;

/** How much a standing trunk moves about, whatever the mounting; one value a sample. */
export interface Unrest {
  /** m/s²: envelope of the acceleration from 1.5 to 10 Hz. */
  readonly shake: Float64Array;
  /** deg/s: speed of turning about any axis, below 5 Hz; null without a gyroscope. */
  readonly rate: Float64Array | null;
  /** m/s²: specific force below 1 Hz, columns x, y, z: where up is, and how the body leans. */
  readonly slow: readonly Float64Array[];
}

/**
 * Steps:
 * 1. Shake: each axis band-passed (second order, zero phase), their squares added, smoothed by a Gaussian of 0.12 s, square root.
 * 2. Rate: each axis low-passed at 5 Hz, length of the vector; the offset of the gyroscope, a degree a second or two, stays in it.
 * 3. Slow: each axis low-passed at 1 Hz.
 */
export function unrestOf({ acc, gyr, sampleRateHz }: SensorSeries): Unrest {
  const axes = [acc.x, acc.y, acc.z];
  const power = lengths(bandpassAll(axes, ...SHAKE_BAND_HZ, sampleRateHz)).map((value) => value * value);
  const shake = gaussianSmooth(power, ENVELOPE_SIGMA_S, sampleRateHz).map((value) => Math.sqrt(Math.max(0, value)));
  const slow = lowpassAll(axes, LEAN_CUT_HZ, sampleRateHz);
  return { shake, rate: gyr && lengths(lowpassAll([gyr.x, gyr.y, gyr.z], RATE_CUT_HZ, sampleRateHz)), slow };
}

function lengths([x, y, z]: readonly Float64Array[]): Float64Array {
  return x.map((_, i) => Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]));
}
