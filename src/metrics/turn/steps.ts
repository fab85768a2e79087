import { firstFrom } from '../../dsp/ordered.ts';
import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOverTurns } from './evidence.ts';

export const turnSteps = defineMetric({
  id: 'turn.steps',
  version: 1,
  label: 'Steps in a turn',
  definition: 'Mean number of foot contacts between the start and the end of a walked turn.',
  unit: '{steps}',
  of: 'turn',
  digits: 1,
  better: 'lower',
  plausible: [0.5, 15],
  sources: [elGohary2014],
  compute: (trial) => {
    const samples: number[] = [];
    for (const { contacts } of trial.bouts) for (const { sample } of contacts) samples.push(sample);
    const contacts = Float64Array.from(samples).sort();
    return meanOverTurns(trial, (turn) => firstFrom(contacts, turn.end) - firstFrom(contacts, turn.start));
  },
});
