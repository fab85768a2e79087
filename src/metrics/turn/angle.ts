import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOverTurns } from './evidence.ts';

export const turnAngle = defineMetric({
  id: 'turn.angle',
  version: 1,
  label: 'Turn angle',
  definition: 'Mean angle of the walked turns, left and right counted alike; turns of less than 45 degrees are not counted.',
  unit: 'deg',
  of: 'turn',
  digits: 0,
  better: 'neither',
  plausible: [45, 400],
  sources: [elGohary2014],
  compute: (trial) => meanOverTurns(trial, (turn) => Math.abs(turn.angleDeg)),
});
