import { walkedDistanceM } from '../../dsp/gait/walkedDistance.ts';
import { defineMetric } from '../define.ts';
import { lengthsAreUnknown, NO_HEIGHT, turnFlag, whyNoStride } from '../gait/evidence.ts';
import { zijlstra2003 } from '../sources.ts';

const NOT_WHOLE = 'The recording does not hold the whole time of the test, so the distance of the test is not known.';

export const walkDistance = defineMetric({
  id: 'walk.distance',
  version: 1,
  label: 'Distance walked',
  definition: 'Way walked within the time of the test: an estimate, the sum over all steps of step time and speed of the strides around; an entered distance goes before it.',
  unit: 'm',
  of: 'trial',
  digits: 0,
  better: 'higher',
  plausible: [5, 1000],
  sources: [zijlstra2003],
  compute: (trial) => {
    if (trial.bouts.length === 0) return { missing: whyNoStride(trial), n: 0 };
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    if (trial.timed === null) return { missing: NOT_WHOLE, n: 0 };
    const { distanceM, steps } = walkedDistanceM(trial.bouts, trial.sampleRateHz, trial.timed);
    if (distanceM === null) return { missing: whyNoStride(trial), n: 0 };
    return { value: distanceM, n: steps, flags: ['estimatedDistance', ...turnFlag(trial)] };
  },
});
