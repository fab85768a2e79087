import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { geriatricChangeLimit, zijlstra2003 } from '../sources.ts';
import { lengthsAreUnknown, meanOverStrides, NO_HEIGHT, steadyStrideLengthsM } from './evidence.ts';

export const stepLength = defineMetric({
  id: 'gait.stepLength',
  version: 1,
  label: 'Step length',
  definition: 'Half of the mean stride length of steady straight walking, left and right together.',
  unit: 'm',
  of: 'stride',
  digits: 2,
  better: 'higher',
  plausible: [0.1, 1.1],
  sources: [zijlstra2003],
  changeLimit: geriatricChangeLimit(0.106),
  compute: (trial) => {
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    return meanOverStrides(trial, steadyStrideLengthsM(trial), (lengths) => mean(lengths) / 2);
  },
});
