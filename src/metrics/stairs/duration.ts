import { defineMetric } from '../define.ts';
import { foxlin2005, weiss2016 } from '../sources.ts';
import { ofFlights, type Way } from './reading.ts';

const common = { version: 1, unit: 's', of: 'trial', digits: 1, better: 'lower', plausible: [1.5, 300], sources: [foxlin2005, weiss2016], needsTrunk: true } as const;
const definition = (way: Way) => `Time in which the trunk is going ${way}, over all flights: where its vertical velocity, smoothed over a stride, is at least half of the flight's fastest.`;
const time = (way: Way) => (trial: Parameters<typeof ofFlights>[0]) =>
  ofFlights(trial, way, (flights) => flights.reduce((sum, { start, end }) => sum + (end - start) / trial.sampleRateHz, 0));

export const stairsDurationUp = defineMetric({ ...common, id: 'stairs.durationUp', label: 'Time up stairs', definition: definition('up'), compute: time('up') });
export const stairsDurationDown = defineMetric({ ...common, id: 'stairs.durationDown', label: 'Time down stairs', definition: definition('down'), compute: time('down') });
