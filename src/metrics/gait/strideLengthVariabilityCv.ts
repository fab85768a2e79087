import { mean, standardDeviation } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { mazza35Strides, verghese2009 } from '../sources.ts';
import { lengthsAreUnknown, NO_HEIGHT, spreadOverStrides, steadyStrideLengthsM } from './evidence.ts';

export const strideLengthVariabilityCv = defineMetric({
  id: 'gait.strideLengthVariabilityCv',
  version: 1,
  label: 'Stride-length variability (CV)',
  definition: 'Standard deviation of the lengths of steady straight strides as a share of their mean, both feet together, nothing trimmed; the error of each estimated length is in it.',
  unit: '%',
  of: 'stride',
  digits: 1,
  better: 'lower',
  plausible: [0.5, 50],
  sources: [verghese2009, mazza35Strides],
  compute: (trial) => {
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    return spreadOverStrides(trial, steadyStrideLengthsM(trial), (lengths) => (100 * standardDeviation(lengths)) / mean(lengths));
  },
});
