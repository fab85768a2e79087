import { defineMetric } from '../define.ts';
import { verghese2009 } from '../sources.ts';
import { meanPhase } from './stridePhases.ts';

export const stance = defineMetric({
  id: 'gait.stance',
  version: 1,
  label: 'Stance',
  definition: 'Mean share of a steady straight stride that its foot is on the ground, from sensors on the feet.',
  unit: '%',
  of: 'stride',
  digits: 1,
  better: 'neither',
  plausible: [50, 85],
  sources: [verghese2009],
  compute: (trial) => meanPhase(trial, 'stance'),
});
