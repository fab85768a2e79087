import { defineMetric } from '../define.ts';
import { verghese2009 } from '../sources.ts';
import { meanPhase } from './stridePhases.ts';

export const swing = defineMetric({
  id: 'gait.swing',
  version: 1,
  label: 'Swing',
  definition: 'Mean share of a steady straight stride that its foot is in the air, from sensors on the feet.',
  unit: '%',
  of: 'stride',
  digits: 1,
  better: 'neither',
  plausible: [15, 50],
  sources: [verghese2009],
  compute: (trial) => meanPhase(trial, 'swing'),
});
