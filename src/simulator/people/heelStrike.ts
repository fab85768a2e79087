import type { Vector } from './motion.ts';
import type { PlannedStep } from './steps.ts';

/** First peak of the shock along ap (braking), v and ml (away from the foot, given for the left), m/s² at 1 m/s: own choice. */
const SHOCK_MPS2_PER_MPS: Vector = [-0.9, 1.6, 0.7];
/** Frequency of the shock through the trunk, Hz, and the time in which it dies away, s. */
const FREQUENCY_HZ = 10;
const DECAY_S = 0.03;
/** The first peak of the unscaled burst is 1 / this. */
const PEAK_SCALE = 1.45;
/** Later than this the burst is below a thousandth. */
const LASTS_S = 0.4;

/**
 * Acceleration of a heel-strike shock: a damped burst that starts at zero and leaves no velocity behind,
 * being the derivative of t exp(-t/d) sin(w t). So accelerations still average to gravity over a stride.
 * @param sinceContactS s; 0 before the contact
 * @returns about 1 at the first peak
 */
export function heelStrike(sinceContactS: number): number {
  const t = sinceContactS;
  if (t <= 0 || t > LASTS_S) return 0;
  const w = 2 * Math.PI * FREQUENCY_HZ;
  return PEAK_SCALE * Math.exp(-t / DECAY_S) * ((1 - t / DECAY_S) * Math.sin(w * t) + w * t * Math.cos(w * t));
}

/**
 * The shocks of all contacts, along ap, v and ml, m/s².
 * @param vigour size of each step, 1 for a full one
 */
export function heelStrikes(steps: readonly PlannedStep[], vigour: readonly number[], speedMps: number): (timeS: number) => Vector {
  let first = 0;
  return (timeS) => {
    // Only the last few contacts still ring; time mostly moves forward, so the search starts where it ended.
    while (first > 0 && steps[first - 1].timeS > timeS - LASTS_S) first--;
    while (first < steps.length && steps[first].timeS < timeS - LASTS_S) first++;
    let [ap, v, ml] = [0, 0, 0];
    for (let k = first; k < steps.length && steps[k].timeS < timeS; k++) {
      const size = speedMps * vigour[k] * heelStrike(timeS - steps[k].timeS);
      ap += size * SHOCK_MPS2_PER_MPS[0];
      v += size * SHOCK_MPS2_PER_MPS[1];
      ml += size * SHOCK_MPS2_PER_MPS[2] * (steps[k].side === 'left' ? 1 : -1);
    }
    return [ap, v, ml];
  };
}
