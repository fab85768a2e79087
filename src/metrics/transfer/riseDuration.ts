import { defineMetric } from '../define.ts';
import { vanLummel2018, zijlstra2012 } from '../sources.ts';
import { edgeFlags, meanOverTransfers } from './evidence.ts';

export const riseDuration = defineMetric({
  id: 'transfer.riseDuration',
  version: 1,
  label: 'Rising, duration',
  definition: 'Mean time of a complete rise from a chair, from when the trunk begins to bend forward to when it is up and straight.',
  unit: 's',
  of: 'transfer',
  digits: 2,
  better: 'lower',
  plausible: [0.4, 8],
  sources: [zijlstra2012, vanLummel2018],
  needsTrunk: true,
  compute: (trial) => ({ ...meanOverTransfers(trial, 'sitToStand', (t, fs) => (t.end - t.start) / fs), ...edgeFlags(trial) }),
});
