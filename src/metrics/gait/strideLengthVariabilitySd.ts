import { standardDeviation } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { mazza35Strides, verghese2009 } from '../sources.ts';
import { lengthsAreUnknown, NO_HEIGHT, spreadOverStrides, steadyStrideLengthsM } from './evidence.ts';

export const strideLengthVariabilitySd = defineMetric({
  id: 'gait.strideLengthVariabilitySd',
  version: 1,
  label: 'Stride-length variability (SD)',
  definition: 'Standard deviation of the lengths of steady straight strides, both feet together, nothing trimmed; the error of each estimated length is in it.',
  unit: 'm',
  of: 'stride',
  digits: 3,
  better: 'lower',
  plausible: [0.005, 0.5],
  sources: [verghese2009, mazza35Strides],
  compute: (trial) => {
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    return spreadOverStrides(trial, steadyStrideLengthsM(trial), standardDeviation);
  },
});
