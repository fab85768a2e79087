import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOfTurns } from './reading.ts';

export const turnInPlaceAngle = defineMetric({
  id: 'turnInPlace.angle',
  version: 1,
  label: 'Angle of a turn on the spot',
  definition: 'Mean angle of the turns on the spot, left and right counted alike: sum of the turning rate about the vertical between their edges.',
  unit: 'deg',
  of: 'turn',
  digits: 0,
  better: 'neither',
  plausible: [90, 480],
  sources: [elGohary2014],
  needsTrunk: true,
  compute: (trial) => meanOfTurns(trial, ({ angleDeg }) => Math.abs(angleDeg)),
});
