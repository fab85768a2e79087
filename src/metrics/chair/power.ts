import { countedStands } from '../../dsp/transfers/chairTest.ts';
import { defineMetric } from '../define.ts';
import { alcazar2018, alcazar2020 } from '../sources.ts';
import { readingOf } from '../transfer/evidence.ts';
import { startFlags } from './start.ts';

/** Alcazar 2018: share of the mass that is lifted, legs as a share of the height, rising as a share of a cycle. */
const LIFTED_SHARE = 0.9;
const LEGS_SHARE = 0.5;
const RISING_SHARE = 0.5;
const GRAVITY_MPS2 = 9.81;
/** The chair of the protocols: 17 inches (CDC). */
export const CHAIR_M = 0.43;
const LEAST_RISES = 3;
/** The five-times test is timed up to here. */
const RISES = 5;

export const chairPower = defineMetric({
  id: 'chair.power',
  version: 1,
  label: 'Power of rising',
  definition:
    'Mean mechanical power of rising: 0.9 x body mass x 9.81 m/s² x (half the height - 0.43 m of chair), over half of the mean time of a rise and sit (time / number of rises).',
  unit: 'W',
  of: 'trial',
  digits: 0,
  better: 'higher',
  plausible: [20, 1500],
  sources: [alcazar2018, alcazar2020],
  needsTrunk: true,
  compute: (trial) => {
    const reading = readingOf(trial, 'chair');
    if ('missing' in reading) return reading;
    const { massKg, heightM, start, sampleRateHz } = reading;
    const absent = [...(massKg === null ? ['mass'] : []), ...(heightM === null ? ['height'] : [])];
    if (massKg === null || heightM === null) return { missing: `Power needs the person's ${absent.join(' and ')}.`, n: 0 };
    const stands = countedStands(reading);
    const counted = reading.end === null ? stands.slice(0, RISES) : stands.filter((t) => t.complete);
    if (counted.length < LEAST_RISES) return { missing: `Power needs at least ${LEAST_RISES} complete rises; ${counted.length} ${counted.length === 1 ? 'was' : 'were'} found.`, n: counted.length };
    const riseM = LEGS_SHARE * heightM - CHAIR_M;
    if (riseM <= 0) return { missing: 'The height that was given leaves nothing to rise from a chair of 43 cm.', n: 0 };
    const cycleS = (counted[counted.length - 1].end - start) / sampleRateHz / counted.length;
    return { value: (LIFTED_SHARE * massKg * GRAVITY_MPS2 * riseM) / (RISING_SHARE * cycleS), n: counted.length, ...startFlags(reading) };
  },
});
