import type { BodySignals } from '../orientation/bodyFrame.ts';
import { contactCandidates } from './contactScore.ts';
import { settleEnds, mendLost, type TracedContact } from './contactEnds.ts';
import { chooseContacts, localStepSamples } from './contactSequence.ts';
import { refineTiming } from './contactTiming.ts';
import { turningMask } from './turns.ts';

/**
 * Initial contacts of one stretch of walking, with foot.
 *
 * Steps: candidates -> choice with the stretch's mean step time -> choice again with the local step time (walkers speed up and
 * slow down) -> opening and closing step -> lost contacts put back -> exact times.
 * @param body the stretch with some margin around it, body axes
 * @param stepSamples step time of the stretch, samples
 * @returns fractional samples relative to the signals' start, in order
 */
export function boutContacts(body: BodySignals, stepSamples: number): TracedContact[] {
  const fs = body.sampleRateHz;
  const turning = body.gyr ? turningMask(body.gyr.v, fs) : new Uint8Array(body.acc.v.length);
  const candidates = contactCandidates(body, turning);
  const expected = candidates.map(() => stepSamples);
  const firstPass = chooseContacts(candidates, expected, turning, fs);
  const chosen = chooseContacts(candidates, localStepSamples(firstPass, candidates, stepSamples), turning, fs);
  const mended = mendLost(settleEnds(chosen, candidates, stepSamples), candidates, stepSamples);
  return refineTiming(body, mended, turning);
}
