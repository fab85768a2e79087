import { defineMetric } from '../define.ts';
import { geriatricChangeLimit, hausdorff2001, mazza35Strides } from '../sources.ts';
import { spreadOfStepTimes } from './evidence.ts';

export const stepTimeVariabilitySd = defineMetric({
  id: 'gait.stepTimeVariabilitySd',
  version: 1,
  label: 'Step-time variability (SD)',
  definition: 'Standard deviation of the step times of steady straight walking, each foot about its own mean, the two feet combined as root mean square, nothing trimmed.',
  unit: 'ms',
  of: 'step',
  digits: 0,
  better: 'lower',
  plausible: [3, 400],
  sources: [hausdorff2001, mazza35Strides],
  changeLimit: geriatricChangeLimit(90),
  compute: (trial) => spreadOfStepTimes(trial, (sdS) => 1000 * sdS),
});
