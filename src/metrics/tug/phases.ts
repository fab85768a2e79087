import { tugPhase, type TugPhase } from '../../dsp/transfers/timedUpAndGo.ts';
import { defineMetric, type Metric, type MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { salarian2010 } from '../sources.ts';
import { edgeFlags, readingOf } from '../transfer/evidence.ts';

function phaseDuration(trial: GaitTrial, phase: TugPhase): MetricOutcome {
  const reading = readingOf(trial, 'timedUpAndGo');
  if ('missing' in reading) return reading;
  const span = tugPhase(reading, phase);
  if (span) return { value: (span.end - span.start) / reading.sampleRateHz, n: 1, ...edgeFlags(trial) };
  return { missing: reading.hasGyroscope ? 'One of the two turns was not found, so this phase has no beginning or no end.' : 'Turns, and the phases between them, need a gyroscope.', n: 0 };
}

/** What all phases share. */
function phase<const Id extends string>(id: Id, label: string, definition: string, name: TugPhase, plausible: Metric['plausible']): Metric<Id> {
  return defineMetric({
    id, version: 1, label, definition, unit: 's', of: 'trial', digits: 2, better: 'lower', plausible, sources: [salarian2010], needsTrunk: true,
    compute: (trial) => phaseDuration(trial, name),
  });
}

export const tugSitToStandDuration = phase(
  'tug.sitToStandDuration', 'Up and go: rising', 'Time from when the trunk begins to bend forward to when it is up and straight.', 'sitToStand', [0.4, 15]);
export const tugWalkOutDuration = phase('tug.walkOutDuration', 'Up and go: walk to the mark', 'Time from standing to the beginning of the turn round the mark.', 'walkOut', [0, 90]);
export const tugTurnDuration = phase('tug.turnDuration', 'Up and go: turn at the mark', 'Time of the turn round the mark.', 'turn', [0.5, 20]);
export const tugWalkBackDuration = phase('tug.walkBackDuration', 'Up and go: walk back', 'Time from the end of the turn round the mark to the beginning of the turn in front of the chair.', 'walkBack', [0, 90]);
export const tugTurnToSitDuration = phase('tug.turnToSitDuration', 'Up and go: turn at the chair', 'Time of the turn in front of the chair.', 'turnToSit', [0.5, 20]);
export const tugStandToSitDuration = phase(
  'tug.standToSitDuration', 'Up and go: sitting down', 'Time from when the trunk begins to bend forward to when it is down and straight again, which may begin before the turn has ended.', 'standToSit', [0.4, 15]);
