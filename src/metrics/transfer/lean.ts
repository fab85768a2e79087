import { defineMetric } from '../define.ts';
import { vanLummel2018 } from '../sources.ts';
import { meanOverTransfers } from './evidence.ts';

export const riseLean = defineMetric({
  id: 'transfer.riseLean',
  version: 1,
  label: 'Rising, forward lean',
  definition: 'Mean largest forward lean of the lower trunk in a complete rise, against how it stands at the end of that rise.',
  unit: 'deg',
  of: 'transfer',
  digits: 0,
  better: 'neither',
  plausible: [0, 90],
  sources: [vanLummel2018],
  needsTrunk: true,
  compute: (trial) => meanOverTransfers(trial, 'sitToStand', (t) => t.leanDeg, { leans: true }),
});

export const sitLean = defineMetric({
  id: 'transfer.sitLean',
  version: 1,
  label: 'Sitting down, forward lean',
  definition: 'Mean largest forward lean of the lower trunk while sitting down, against how it stands before.',
  unit: 'deg',
  of: 'transfer',
  digits: 0,
  better: 'neither',
  plausible: [0, 90],
  sources: [vanLummel2018],
  needsTrunk: true,
  compute: (trial) => meanOverTransfers(trial, 'standToSit', (t) => t.leanDeg, { leans: true }),
});

export const risePeakLeanVelocity = defineMetric({
  id: 'transfer.risePeakLeanVelocity',
  version: 1,
  label: 'Rising, peak velocity of the forward lean',
  definition: 'Mean over complete rises of the fastest rate at which the lower trunk bends forward.',
  unit: 'deg/s',
  of: 'transfer',
  digits: 0,
  better: 'neither',
  plausible: [0, 400],
  sources: [vanLummel2018],
  needsTrunk: true,
  compute: (trial) => meanOverTransfers(trial, 'sitToStand', (t) => t.peakLeanVelocityDegPerS, { leans: true }),
});
