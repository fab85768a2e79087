import { defineMetric } from '../define.ts';
import { weiss2016 } from '../sources.ts';
import { ofFlights, type Way } from './reading.ts';

const common = { version: 1, unit: '{steps}', of: 'trial', digits: 0, better: 'neither', plausible: [2, 200], sources: [weiss2016], needsTrunk: true } as const;
const definition = (way: Way) => `Number of foot contacts while the trunk is going ${way}, over all flights; the first and the last step of a flight can be on the level.`;
const count = (way: Way) => (trial: Parameters<typeof ofFlights>[0]) =>
  ofFlights(trial, way, (flights) => flights.reduce((sum, { contacts }) => sum + contacts.length, 0));

export const stairsStepsUp = defineMetric({ ...common, id: 'stairs.stepsUp', label: 'Steps up stairs', definition: definition('up'), compute: count('up') });
export const stairsStepsDown = defineMetric({ ...common, id: 'stairs.stepsDown', label: 'Steps down stairs', definition: definition('down'), compute: count('down') });
