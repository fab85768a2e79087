import { parabolicPeak } from '../gait/stepRhythm.ts';

/** When a foot left the ground and touched it again, fractional samples. */
export interface SwingEvents {
  readonly finalContact: number;
  readonly initialContact: number;
}

/**
 * The foot touches between the moment the toes stop rising and the moment they come down fastest: at this share of the way.
 * From the hand-checked contacts of two healthy adults, four feet: bias 2 ms, spread 6 ms; two landmarks' errors partly cancel.
 */
const CONTACT_SHARE = 0.55;
/** The foot leaves before the toes stop going down: by this, and by this share of the time since they went fastest. Same recordings. */
const LEAVES_BEFORE_S = 0.02;
const LEAVES_SHARE = 0.2;

/**
 * Final and initial contact of one swing from the foot's sagittal rate.
 *
 * Source: landmarks after Rampp 2015, IEEE Trans Biomed Eng 62:1089 (zero crossings about mid-swing) and Mariani 2013, IEEE Trans
 * Biomed Eng 60:168 (extremes of the sagittal rate before and after swing).
 * Steps:
 * 1. Mid-swing is the highest rate: the toes come up.
 * 2. Before it: the lowest rate (heel rise at its fastest), then the zero crossing (toes stop going down).
 * 3. After it: the lowest rate (foot slap at its fastest), before it the last zero crossing (toes stop rising).
 * Differs from the sources: each contact lies between its two landmarks, not on one of them.
 *
 * @param rate sagittal rate, deg/s, toes up positive, low-passed
 * @param start, end samples between which the foot moves, both at rest
 * @returns null where a landmark is missing: the foot was dragged or put aside, not swung
 */
export function swingEvents(rate: Float64Array, start: number, end: number, sampleRateHz: number): SwingEvents | null {
  // 1.
  const middle = extreme(rate, start, end, 1);
  // 2.
  const heelRise = extreme(rate, start, middle, -1);
  const toesStop = crossing(rate, heelRise, middle, 1);
  // 3.
  const slap = extreme(rate, middle, end, -1);
  const toesHighest = crossing(rate, slap, middle, -1);
  if (toesStop === null || toesHighest === null) return null;
  return {
    finalContact: toesStop - LEAVES_BEFORE_S * sampleRateHz - LEAVES_SHARE * (toesStop - lowestPoint(rate, heelRise)),
    initialContact: toesHighest + CONTACT_SHARE * (lowestPoint(rate, slap) - toesHighest),
  };
}

function extreme(x: Float64Array, from: number, to: number, sign: 1 | -1): number {
  let best = from;
  for (let i = from; i <= to; i++) if (sign * x[i] > sign * x[best]) best = i;
  return best;
}

/** A local minimum's place between samples. */
function lowestPoint(x: Float64Array, at: number): number {
  if (at < 1 || at > x.length - 2) return at;
  return at - 1 + parabolicPeak(Float64Array.of(-x[at - 1], -x[at], -x[at + 1]), 1);
}

/** First change from below zero to above on the way from one sample to another, between samples. */
function crossing(x: Float64Array, from: number, to: number, direction: 1 | -1): number | null {
  for (let i = from; i !== to; i += direction) {
    const [a, b] = [x[i], x[i + direction]];
    if (a < 0 && b >= 0) return i + (direction * a) / (a - b);
  }
  return null;
}
