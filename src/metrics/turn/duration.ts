import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOverTurns } from './evidence.ts';

export const turnDuration = defineMetric({
  id: 'turn.duration',
  version: 1,
  label: 'Turn duration',
  definition: 'Mean time a walked turn takes, from where the turning rate rises above a quarter of its peak to where it falls below it.',
  unit: 's',
  of: 'turn',
  digits: 2,
  better: 'lower',
  plausible: [0.3, 10],
  sources: [elGohary2014],
  compute: (trial) => meanOverTurns(trial, (turn) => (turn.end - turn.start) / trial.sampleRateHz),
});
