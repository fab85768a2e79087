import { defineMetric } from '../define.ts';
import { verghese2009 } from '../sources.ts';
import { meanPhase } from './stridePhases.ts';

export const doubleSupport = defineMetric({
  id: 'gait.doubleSupport',
  version: 1,
  label: 'Double support',
  definition: 'Mean share of a steady straight stride that both feet are on the ground, from sensors on the feet.',
  unit: '%',
  of: 'stride',
  digits: 1,
  better: 'lower',
  plausible: [5, 65],
  sources: [verghese2009],
  compute: (trial) => meanPhase(trial, 'doubleSupport'),
});
