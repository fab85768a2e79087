import { defineMetric } from '../define.ts';
import { zijlstra2012 } from '../sources.ts';
import { edgeFlags, meanOverTransfers } from './evidence.ts';

export const sitDuration = defineMetric({
  id: 'transfer.sitDuration',
  version: 1,
  label: 'Sitting down, duration',
  definition: 'Mean time of sitting down, from when the trunk begins to bend forward to when it is down and straight again.',
  unit: 's',
  of: 'transfer',
  digits: 2,
  better: 'neither',
  plausible: [0.4, 8],
  sources: [zijlstra2012],
  needsTrunk: true,
  compute: (trial) => ({ ...meanOverTransfers(trial, 'standToSit', (t, fs) => (t.end - t.start) / fs), ...edgeFlags(trial) }),
});
