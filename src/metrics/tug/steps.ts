import { defineMetric } from '../define.ts';
import { salarian2010 } from '../sources.ts';
import { readingOf } from '../transfer/evidence.ts';

export const tugSteps = defineMetric({
  id: 'tug.steps',
  version: 1,
  label: 'Up and go: steps',
  definition: 'Number of foot contacts from standing to the beginning of sitting down, of which steps on the spot may be missed.',
  unit: '{steps}',
  of: 'trial',
  digits: 0,
  better: 'lower',
  plausible: [4, 120],
  sources: [salarian2010],
  needsTrunk: true,
  compute: (trial) => {
    const reading = readingOf(trial, 'timedUpAndGo');
    if ('missing' in reading) return reading;
    return reading.steps === null ? { missing: 'Too few steps in a row to count them by their rhythm.', n: 0 } : { value: reading.steps, n: reading.steps };
  },
});
