import { mean, standardDeviation } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { hausdorff2001, mazza35Strides } from '../sources.ts';
import { spreadOverStrides, steadyStrideTimesS } from './evidence.ts';

export const strideTimeVariabilityCv = defineMetric({
  id: 'gait.strideTimeVariabilityCv',
  version: 1,
  label: 'Stride-time variability (CV)',
  definition: 'Standard deviation of the stride times of steady straight walking as a share of their mean, both feet together, nothing trimmed.',
  unit: '%',
  of: 'stride',
  digits: 1,
  better: 'lower',
  plausible: [0.3, 30],
  sources: [hausdorff2001, mazza35Strides],
  compute: (trial) => spreadOverStrides(trial, steadyStrideTimesS(trial), (times) => (100 * standardDeviation(times)) / mean(times)),
});
