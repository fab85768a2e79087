import { defineMetric } from '../define.ts';
import { hausdorff2001, mazza35Strides } from '../sources.ts';
import { spreadOfStepTimes } from './evidence.ts';

export const stepTimeVariabilityCv = defineMetric({
  id: 'gait.stepTimeVariabilityCv',
  version: 1,
  label: 'Step-time variability (CV)',
  definition: 'Standard deviation of the step times of steady straight walking, each foot about its own mean, as a share of the mean step time, nothing trimmed.',
  unit: '%',
  of: 'step',
  digits: 1,
  better: 'lower',
  plausible: [0.5, 40],
  sources: [hausdorff2001, mazza35Strides],
  compute: (trial) => spreadOfStepTimes(trial, (sdS, meanS) => (100 * sdS) / meanS),
});
