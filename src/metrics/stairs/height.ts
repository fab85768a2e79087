import { defineMetric } from '../define.ts';
import { foxlin2005 } from '../sources.ts';
import { ofFlights, type Way } from './reading.ts';

const common = { version: 1, unit: 'm', of: 'trial', digits: 1, better: 'neither', plausible: [0.25, 50], sources: [foxlin2005], needsTrunk: true } as const;
const definition = (way: Way) => `How far the trunk goes ${way}, over all flights: vertical velocity from rest to rest, summed; an estimate that drifts with the time between two rests.`;
const height = (way: Way) => (trial: Parameters<typeof ofFlights>[0]) => ofFlights(trial, way, (flights) => flights.reduce((sum, { heightM }) => sum + Math.abs(heightM), 0));

export const stairsHeightUp = defineMetric({ ...common, id: 'stairs.heightUp', label: 'Height climbed', definition: definition('up'), compute: height('up') });
export const stairsHeightDown = defineMetric({ ...common, id: 'stairs.heightDown', label: 'Height descended', definition: definition('down'), compute: height('down') });
