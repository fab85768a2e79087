import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOfTurns } from './reading.ts';

export const turnInPlacePeakVelocity = defineMetric({
  id: 'turnInPlace.peakVelocity',
  version: 1,
  label: 'Peak velocity of a turn on the spot',
  definition: 'Mean over the turns on the spot of the highest turning rate about the vertical (1.5 Hz), left and right counted alike.',
  unit: 'deg/s',
  of: 'turn',
  digits: 0,
  better: 'higher',
  plausible: [15, 500],
  sources: [elGohary2014],
  needsTrunk: true,
  compute: (trial) => meanOfTurns(trial, ({ peakVelocityDegPerS }) => Math.abs(peakVelocityDegPerS)),
});
