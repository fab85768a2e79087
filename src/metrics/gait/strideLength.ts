import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { zijlstra2003 } from '../sources.ts';
import { lengthsAreUnknown, meanOverStrides, NO_HEIGHT, steadyStrideLengthsM } from './evidence.ts';

export const strideLength = defineMetric({
  id: 'gait.strideLength',
  version: 1,
  label: 'Stride length',
  definition: 'Mean length of steady straight strides: measured where both feet carry a sensor, else estimated from the rise and fall of the lower back and the leg length.',
  unit: 'm',
  of: 'stride',
  digits: 2,
  better: 'higher',
  plausible: [0.2, 2.2],
  sources: [zijlstra2003],
  compute: (trial) => {
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    return meanOverStrides(trial, steadyStrideLengthsM(trial), mean);
  },
});
