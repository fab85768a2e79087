import { findFlights } from '../../dsp/stairs/flights.ts';
import type { Finding } from '../../model/index.ts';
import { NO_PARTS, refuse, type TestInput, type TestReader, type TestRead } from './define.ts';

const NO_GYROSCOPE = 'Stairs cannot be told from the level without a gyroscope: use another sensor.';
/** With fewer steps it is no flight: rising from a chair lifts the trunk as well. */
const FEWEST_CONTACTS = 3;
/**
 * Height for each step, m, of stairs: ordinary steps are .13 to .2 m high; the rest is for drift and for a step more or less. On 28 real walks on
 * the level drift made .09 m at most.
 */
const STEP_HEIGHT_M: readonly [number, number] = [0.1, 0.3];

/** Stairs up and down, told from level walking by the height that is gained or lost. */
export const stairs: TestReader = {
  reads: 'stairs',
  read: ({ series, walking }: TestInput): TestRead => {
    if (!series.gyr) return { reading: null, refused: NO_GYROSCOPE, findings: [], parts: NO_PARTS };
    const fs = series.sampleRateHz;
    const { flights, stretches } = findFlights(series);
    const contacts = walking.bouts.flatMap((bout) => bout.contacts.map(({ sample }) => sample)).sort((a, b) => a - b);
    const likely = flights
      .map((flight) => ({ ...flight, contacts: contacts.filter((sample) => sample >= flight.start && sample <= flight.end) }))
      .filter((flight) => flight.contacts.length >= FEWEST_CONTACTS && isStairs(flight));
    const climbed = likely.filter(({ certain }) => certain);
    if (climbed.length === 0) {
      if (flights.length > 0 && contacts.length < FEWEST_CONTACTS) return refuse('The trunk goes up or down in this recording, and no steps are found in it: somebody rises, sits down, or takes a lift. Analyse it as that, or record the stairs again.');
      if (stretches.length === 0 && walking.bouts.length === 0) return refuse('Nobody climbs stairs in this recording: nothing moves from one rest to another. Was it a stance? Record the stairs again.');
      if (stretches.length === 0) return refuse('Whether this goes up or down cannot be told: it has no standing still before and after. Record the stairs again, with three seconds of standing at both ends.');
      if (likely.length > 0) return refuse('Whether this goes up or down cannot be told: too long was moved between two rests, and over so long the sensor drifts as much as stairs are high. Record one flight at a time, with three seconds of standing at both ends.');
      const most = stretches.reduce((a, b) => (Math.abs(b.heightM) > Math.abs(a.heightM) ? b : a)).heightM;
      return refuse(`Nobody climbs stairs in this recording: the trunk ends ${Math.abs(most).toFixed(1)} m ${most < 0 ? 'lower' : 'higher'} than it began at most, as in walking on the level. Analyse it as a walk, or record the stairs again.`);
    }
    return {
      reading: { kind: 'stairs', flights: climbed },
      refused: null,
      findings: [summary(climbed), ...leftOut(likely.length - climbed.length)],
      parts: { ...NO_PARTS, phases: climbed.map(({ start, end, heightM }) => ({ name: heightM > 0 ? 'stairsUp' : 'stairsDown', startS: start / fs, endS: end / fs })) },
    };
  },
};

interface Climbed {
  /** m, positive upwards */
  readonly heightM: number;
  readonly contacts: readonly number[];
}

function isStairs({ heightM, contacts }: Climbed): boolean {
  const stepM = Math.abs(heightM) / contacts.length;
  return stepM >= STEP_HEIGHT_M[0] && stepM <= STEP_HEIGHT_M[1];
}

const wayOf = ({ heightM }: Climbed): string => (heightM > 0 ? 'up' : 'down');

function summary(climbed: readonly Climbed[]): Finding {
  const each = climbed.map((flight) => `${wayOf(flight)} ${Math.abs(flight.heightM).toFixed(1)} m in ${flight.contacts.length} steps`);
  return { code: 'STAIRS_FOUND', severity: 'note', message: `Found: ${each.join(', ')}. Heights are estimates, and the first or last step may be missed; whether it went up or down is told by the sign of the height.` };
}

function leftOut(count: number): Finding[] {
  if (count === 0) return [];
  return [{ code: 'STAIRS_UNCERTAIN', severity: 'note', message: `${count === 1 ? 'One more stretch' : `${count} more stretches`} may be stairs, but too long was moved between two rests to tell it from drift: left out.` }];
}
