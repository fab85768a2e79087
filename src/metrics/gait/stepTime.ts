import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { geriatricChangeLimit, zijlstra2003 } from '../sources.ts';
import { meanOverStrides, steadySteps, type SteadyStep } from './evidence.ts';

export const stepTime = defineMetric({
  id: 'gait.stepTime',
  version: 1,
  label: 'Step time',
  definition: 'Mean time from one foot touching the ground to the other foot touching it, in steady straight walking.',
  unit: 's',
  of: 'step',
  digits: 2,
  better: 'neither',
  plausible: [0.3, 1.5],
  sources: [zijlstra2003],
  changeLimit: geriatricChangeLimit(0.12),
  compute: (trial) => meanOverStrides(trial, steadySteps(trial).map(durationS), mean, 'step'),
});

function durationS(step: SteadyStep): number {
  return step.durationS;
}
