import { defineMetric } from '../define.ts';
import { chairStandForm } from '../sources.ts';
import { readingOf } from '../transfer/evidence.ts';

export const incompleteRises = defineMetric({
  id: 'chair.incompleteRises',
  version: 1,
  label: 'Rises that stopped on the way',
  definition: 'Number of rises that left the seat by 7 cm or more, stopped on the way and went back.',
  unit: '{stands}',
  of: 'trial',
  digits: 0,
  better: 'lower',
  plausible: [0, 40],
  sources: [chairStandForm],
  needsTrunk: true,
  compute: (trial) => {
    const reading = readingOf(trial, 'chair');
    if ('missing' in reading) return reading;
    const { transfers, end } = reading;
    const stopped = transfers.filter((t, k) => t.kind === 'sitToStand' && !t.complete && transfers[k + 1] !== undefined && (end === null || t.start < end));
    return { value: stopped.length, n: transfers.filter((t) => t.kind === 'sitToStand').length };
  },
});
