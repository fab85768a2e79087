import type { BodySignals } from '../orientation/bodyFrame.ts';
import { contactCandidates } from './contactScore.ts';
import { settleEnds, mendLost, type TracedContact } from './contactEnds.ts';
import { chooseContacts, localStepSamples } from './contactSequence.ts';
import { median } from '../summary.ts';
import { refineTiming } from './contactTiming.ts';
import { turningMask } from './turns.ts';

/**
 * Initial contacts of one stretch of walking, with foot.
 *
 * Steps: candidates -> choice with the windows' mean step times -> choice again with the local step time (walkers speed up and
 * slow down) -> ends -> lost contacts put back -> exact times.
 * @param body the stretch with some margin around it, body axes
 * @param moments samples relative to the signals' start, in order, at which the step time is known
 * @param stepSamples step time at those moments, samples
 * @returns fractional samples relative to the signals' start, in order
 */
export function boutContacts(body: BodySignals, moments: readonly number[], stepSamples: readonly number[]): TracedContact[] {
  const fs = body.sampleRateHz;
  const turning = body.gyr ? turningMask(body.gyr.v, fs) : new Uint8Array(body.acc.v.length);
  const candidates = contactCandidates(body, turning, median(stepSamples));
  const expected: number[] = [];
  for (const { sample } of candidates) expected.push(stepSamples[nearest(moments, sample)]);
  const firstPass = chooseContacts(candidates, expected, turning, fs);
  const local = localStepSamples(firstPass, candidates, expected[0]);
  const chosen = chooseContacts(candidates, local, turning, fs);
  const stepAt = (sample: number) => stepSamples[nearest(moments, sample)];
  return refineTiming(body, mendLost(settleEnds(chosen, candidates, stepAt), candidates, stepAt), turning);
}

function nearest(moments: readonly number[], sample: number): number {
  let best = 0;
  for (let k = 1; k < moments.length; k++) if (Math.abs(moments[k] - sample) < Math.abs(moments[best] - sample)) best = k;
  return best;
}
