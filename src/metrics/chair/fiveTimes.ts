import type { ChairReading } from '../../dsp/transfers/chairTest.ts';
import type { Transfer } from '../../dsp/transfers/transfers.ts';
import { defineMetric, type MetricOutcome } from '../define.ts';
import { bohannon2006FiveTimes, goldberg2012, guralnik1994Chair } from '../sources.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { readingOf } from '../transfer/evidence.ts';
import { startFlags } from './start.ts';

const RISES = 5;

function fiveTimes(trial: GaitTrial, upTo: (fifth: Transfer, reading: ChairReading) => Transfer | undefined): MetricOutcome {
  const reading = readingOf(trial, 'chair');
  if ('missing' in reading) return reading;
  const rises = reading.transfers.filter((t) => t.kind === 'sitToStand' && t.complete && t.end > reading.start);
  if (rises.length < RISES) return { missing: `Five complete rises are needed; ${rises.length === 0 ? 'none was' : rises.length === 1 ? 'one was' : `${rises.length} were`} found.`, n: rises.length };
  const last = upTo(rises[RISES - 1], reading);
  if (!last) return { missing: 'Nobody sits down after the fifth rise.', n: RISES };
  return { value: (last.end - reading.start) / reading.sampleRateHz, n: RISES, ...startFlags(reading) };
}

export const fiveTimesDuration = defineMetric({
  id: 'chair.fiveTimesDuration',
  version: 1,
  label: 'Five-times sit-to-stand',
  definition: 'Time from "go" to the end of the fifth complete rise, standing straight, which is less than where a protocol stops at the fifth sit.',
  unit: 's',
  of: 'trial',
  digits: 2,
  better: 'lower',
  plausible: [3, 120],
  sources: [guralnik1994Chair, bohannon2006FiveTimes],
  changeLimit: { mdc95: 2.5, population: '29 women, 73.6 years on average', source: goldberg2012 },
  needsTrunk: true,
  compute: (trial) => fiveTimes(trial, (fifth) => fifth),
});

export const fiveTimesToSitDuration = defineMetric({
  id: 'chair.fiveTimesToSitDuration',
  version: 1,
  label: 'Five-times sit-to-stand, to the fifth sit',
  definition: 'Time from "go" to seated after the fifth complete rise, for protocols that stop there.',
  unit: 's',
  of: 'trial',
  digits: 2,
  better: 'lower',
  plausible: [3, 120],
  sources: [bohannon2006FiveTimes],
  needsTrunk: true,
  compute: (trial) => fiveTimes(trial, (fifth, { transfers }) => transfers.find((t) => t.kind === 'standToSit' && t.complete && t.start >= fifth.vertical.end)),
});
