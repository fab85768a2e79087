import { defineMetric } from '../define.ts';
import { atrsaei2020, vanLummel2018 } from '../sources.ts';
import { meanOverTransfers } from './evidence.ts';

export const risePeakVelocity = defineMetric({
  id: 'transfer.risePeakVelocity',
  version: 1,
  label: 'Rising, peak upward velocity',
  definition: 'Mean over complete rises of the fastest upward velocity of the lower back.',
  unit: 'm/s',
  of: 'transfer',
  digits: 2,
  better: 'higher',
  plausible: [0.05, 2.5],
  sources: [vanLummel2018, atrsaei2020],
  needsTrunk: true,
  compute: (trial) => meanOverTransfers(trial, 'sitToStand', (t) => t.peakVelocityMps),
});

export const sitPeakVelocity = defineMetric({
  id: 'transfer.sitPeakVelocity',
  version: 1,
  label: 'Sitting down, peak downward velocity',
  definition: 'Mean over sits of the fastest downward velocity of the lower back: high where somebody drops onto the chair.',
  unit: 'm/s',
  of: 'transfer',
  digits: 2,
  better: 'neither',
  plausible: [0.05, 2.5],
  sources: [atrsaei2020],
  needsTrunk: true,
  compute: (trial) => meanOverTransfers(trial, 'standToSit', (t) => t.peakVelocityMps),
});

export const riseHeight = defineMetric({
  id: 'transfer.riseHeight',
  version: 1,
  label: 'Rising, height (estimate)',
  definition: 'Mean height by which the lower back goes up in a complete rise, by adding up its vertical velocity: an estimate within a tenth or two.',
  unit: 'm',
  of: 'transfer',
  digits: 2,
  better: 'neither',
  plausible: [0.1, 0.7],
  sources: [atrsaei2020],
  needsTrunk: true,
  compute: (trial) => meanOverTransfers(trial, 'sitToStand', (t) => t.heightM),
});
