import type { Turn } from '../../model/index.ts';
import { defineMetric, type Metric, type MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { elGohary2014, salarian2010 } from '../sources.ts';
import { readingOf } from '../transfer/evidence.ts';

type Which = 'turn' | 'turnToSit';
const WHERE: Readonly<Record<Which, string>> = { turn: 'round the mark', turnToSit: 'in front of the chair' };

function ofTurn(trial: GaitTrial, which: Which, property: (turn: Turn) => number): MetricOutcome {
  const reading = readingOf(trial, 'timedUpAndGo');
  if ('missing' in reading) return reading;
  if (!reading.hasGyroscope) return { missing: 'Turns cannot be measured without a gyroscope.', n: 0 };
  const turn = reading[which];
  return turn ? { value: Math.abs(property(turn)), n: 1 } : { missing: `No turn ${WHERE[which]} was found.`, n: 0 };
}

function angle<const Id extends string>(id: Id, label: string, which: Which): Metric<Id> {
  return defineMetric({
    id, version: 1, label, definition: `Angle of the turn ${WHERE[which]}, whichever way.`, unit: 'deg', of: 'turn', digits: 0, better: 'neither', plausible: [90, 400],
    sources: [elGohary2014, salarian2010], needsTrunk: true, compute: (trial) => ofTurn(trial, which, (t) => t.angleDeg),
  });
}

function peakVelocity<const Id extends string>(id: Id, label: string, which: Which): Metric<Id> {
  return defineMetric({
    id, version: 1, label, definition: `Fastest turning rate of the turn ${WHERE[which]}, below 0.7 Hz.`, unit: 'deg/s', of: 'turn', digits: 0, better: 'higher', plausible: [20, 500],
    sources: [elGohary2014, salarian2010], needsTrunk: true, compute: (trial) => ofTurn(trial, which, (t) => t.peakVelocityDegPerS),
  });
}

export const tugTurnAngle = angle('tug.turnAngle', 'Turn at the mark, angle', 'turn');
export const tugTurnPeakVelocity = peakVelocity('tug.turnPeakVelocity', 'Turn at the mark, peak velocity', 'turn');
export const tugTurnToSitAngle = angle('tug.turnToSitAngle', 'Turn at the chair, angle', 'turnToSit');
export const tugTurnToSitPeakVelocity = peakVelocity('tug.turnToSitPeakVelocity', 'Turn at the chair, peak velocity', 'turnToSit');
