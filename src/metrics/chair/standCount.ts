import { countedStands } from '../../dsp/transfers/chairTest.ts';
import { defineMetric } from '../define.ts';
import { chairStandForm } from '../sources.ts';
import { readingOf } from '../transfer/evidence.ts';
import { startFlags } from './start.ts';

/** A recording that ends this little before the time is up has lost nothing that counts. */
const TOLERANCE_S = 0.25;

export const standCount = defineMetric({
  id: 'chair.standCount',
  version: 1,
  label: '30-second chair stand',
  definition: 'Number of complete rises within 30 s of "go"; one that is more than half-way up when the time is up counts, one that stops on the way does not.',
  unit: '{stands}',
  of: 'trial',
  digits: 0,
  better: 'higher',
  plausible: [0, 40],
  sources: [chairStandForm],
  needsTrunk: true,
  compute: (trial) => {
    const reading = readingOf(trial, 'chair');
    if ('missing' in reading) return reading;
    if (reading.end === null) return { missing: 'This test has no time limit, so its rises are not a chair stand score.', n: 0 };
    const shortS = (reading.end - reading.recorded) / reading.sampleRateHz;
    if (shortS > TOLERANCE_S) return { missing: `The recording ends ${shortS.toFixed(1)} s before the 30 s are over.`, n: 0 };
    const stands = countedStands(reading);
    return { value: stands.length, n: stands.length, ...startFlags(reading) };
  },
});
