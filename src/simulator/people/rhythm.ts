import type { Side } from '../../model/index.ts';
import type { Random } from '../random.ts';
import type { WalkOptions } from './options.ts';

/** Step length over cadence, m per (step/min), of a 1.65 m tall walker: our round value for older adults. */
const WALK_RATIO = 0.0055;
const WALK_RATIO_HEIGHT_M = 1.65;
/** How much of the slow part of the rhythm is still there one step later. */
const DRIFT_KEPT = 0.8;

/**
 * Cadence a person of this height takes at this speed when none is asked: step length over cadence is held constant.
 * Source of the constancy: Murakami and Otaka 2017, J Phys Ther Sci 29(5):813-816 (holds above about 1 m/s; slow
 * walkers differ more, so ask for a cadence where it matters).
 * @returns steps/min
 */
export function naturalCadence(speedMps: number, heightM: number): number {
  return Math.sqrt((60 * speedMps) / (WALK_RATIO * (heightM / WALK_RATIO_HEIGHT_M)));
}

/** Mean time of a step on the straight, s. */
export function meanStepTime(o: Pick<WalkOptions, 'speedMps' | 'heightM' | 'cadenceSpm'>): number {
  return 60 / (o.cadenceSpm ?? naturalCadence(o.speedMps, o.heightM));
}

/**
 * Step times on the straight: mean, asymmetry, a part that is new at every step and a part that drifts over strides.
 *
 * Step noise of SD s gives stride times an SD of s sqrt(2); a first-order autoregressive drift of SD d and memory r
 * gives d sqrt(2 (1 + r)). Both are set so that their sum has the CV asked for; a finite walk scatters about it.
 *
 * @returns function of the side of the foot that lands, giving the next step time in s
 */
export function stepRhythm(o: WalkOptions, random: Random): (side: Side) => number {
  const mean = meanStepTime(o);
  // Relative to the mean step time: a stride is two of them.
  const strideSd = (2 * o.strideTimeCvPct) / 100;
  const stepSd = strideSd * Math.sqrt(o.stepLevelShare / 2);
  const driftSd = strideSd * Math.sqrt((1 - o.stepLevelShare) / (2 * (1 + DRIFT_KEPT)));
  let drift = driftSd * random.normal();
  return (side) => {
    const lean = (side === 'left' ? 1 : -1) * (o.stepTimeAsymmetryPct / 200);
    const time = mean * (1 + lean + drift + stepSd * random.normal());
    drift = DRIFT_KEPT * drift + driftSd * Math.sqrt(1 - DRIFT_KEPT * DRIFT_KEPT) * random.normal();
    // A far tail must not turn time backwards.
    return Math.max(time, 0.5 * mean);
  };
}
