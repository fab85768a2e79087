import { standardDeviation } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { hausdorff2001, mazza35Strides } from '../sources.ts';
import { spreadOverStrides, steadyStrideTimesS } from './evidence.ts';

export const strideTimeVariabilitySd = defineMetric({
  id: 'gait.strideTimeVariabilitySd',
  version: 1,
  label: 'Stride-time variability (SD)',
  definition: 'Standard deviation of the stride times of steady straight walking, both feet together, nothing trimmed.',
  unit: 'ms',
  of: 'stride',
  digits: 0,
  better: 'lower',
  plausible: [3, 400],
  sources: [hausdorff2001, mazza35Strides],
  compute: (trial) => spreadOverStrides(trial, steadyStrideTimesS(trial), (times) => 1000 * standardDeviation(times)),
});
