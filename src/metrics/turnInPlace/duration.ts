import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { durationS, meanOfTurns } from './reading.ts';

const common = { version: 1, unit: 's', of: 'turn', digits: 2, better: 'lower', plausible: [0.5, 60], sources: [elGohary2014], needsTrunk: true } as const;
const EDGES = 'from where the turning rate (1.5 Hz) rises above 5 degrees a second to where it falls below it; stops of less than a second are part of it';

export const turnInPlaceDuration = defineMetric({
  ...common,
  id: 'turnInPlace.duration',
  label: 'Duration of a turn on the spot',
  definition: `Mean time of the turns on the spot to both sides, ${EDGES}.`,
  compute: (trial) => meanOfTurns(trial, durationS(trial)),
});

export const turnInPlaceDurationLeft = defineMetric({
  ...common,
  id: 'turnInPlace.durationLeft',
  label: 'Duration of a turn on the spot, to the left',
  definition: `Mean time of the turns on the spot to the left, ${EDGES}.`,
  compute: (trial) => meanOfTurns(trial, durationS(trial), 'left'),
});

export const turnInPlaceDurationRight = defineMetric({
  ...common,
  id: 'turnInPlace.durationRight',
  label: 'Duration of a turn on the spot, to the right',
  definition: `Mean time of the turns on the spot to the right, ${EDGES}.`,
  compute: (trial) => meanOfTurns(trial, durationS(trial), 'right'),
});
