import { defineMetric } from '../define.ts';
import { elGohary2014 } from '../sources.ts';
import { meanOverTurns } from './evidence.ts';

export const turnPeakVelocity = defineMetric({
  id: 'turn.peakVelocity',
  version: 1,
  label: 'Turn peak velocity',
  definition: 'Mean over walked turns of the highest turning rate about the vertical, steps smoothed away (0.7 Hz).',
  unit: 'deg/s',
  of: 'turn',
  digits: 0,
  better: 'higher',
  plausible: [25, 400],
  sources: [elGohary2014],
  compute: (trial) => meanOverTurns(trial, (turn) => Math.abs(turn.peakVelocityDegPerS)),
});
