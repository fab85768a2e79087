import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOfTurns } from './reading.ts';

const NOT_TOLD = 'The steps of these turns leave no rhythm at the lower back by which they could be counted: count them by eye.';

export const turnInPlaceSteps = defineMetric({
  id: 'turnInPlace.steps',
  version: 1,
  label: 'Steps of a turn on the spot',
  definition: 'Mean number of foot contacts in a turn on the spot; only of turns that contacts cover from end to end, missing where there is none.',
  unit: '{steps}',
  of: 'turn',
  digits: 1,
  better: 'lower',
  plausible: [1, 40],
  sources: [elGohary2014],
  needsTrunk: true,
  compute: (trial) => {
    const any = meanOfTurns(trial, () => 0);
    if ('missing' in any) return any;
    const counted = trial.test?.kind === 'turnInPlace' ? trial.test.turns.flatMap(({ steps }) => steps ?? []) : [];
    return counted.length === 0 ? { missing: NOT_TOLD, n: 0 } : { value: mean(counted), n: counted.length, flags: ['stepsMayBeMissed'] };
  },
});
