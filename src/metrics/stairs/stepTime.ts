import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { weiss2016 } from '../sources.ts';
import { ofFlights, type Way } from './reading.ts';

const common = { version: 1, unit: 's', of: 'trial', digits: 2, better: 'lower', plausible: [0.3, 3], sources: [weiss2016], needsTrunk: true } as const;
const definition = (way: Way) => `Mean time between foot contacts while the trunk is going ${way} stairs.`;
const time = (way: Way) => (trial: Parameters<typeof ofFlights>[0]) =>
  ofFlights(trial, way, (flights) => mean(flights.flatMap(({ contacts }) => contacts.slice(1).map((sample, k) => (sample - contacts[k]) / trial.sampleRateHz))));

export const stairsStepTimeUp = defineMetric({ ...common, id: 'stairs.stepTimeUp', label: 'Step time up stairs', definition: definition('up'), compute: time('up') });
export const stairsStepTimeDown = defineMetric({ ...common, id: 'stairs.stepTimeDown', label: 'Step time down stairs', definition: definition('down'), compute: time('down') });
