import { defineProtocol } from './define.ts';
import { montero2022 } from './sources.ts';
import { steadyWalkMetrics } from './walkMetrics.ts';

export const walk = defineProtocol({
  id: 'walk',
  label: 'Walk at usual pace',
  instructions: [
    'Wear the usual shoes and, if one is used, the usual walking aid.',
    'Stand still for three seconds, then walk at your usual pace to the mark, turn round and walk back.',
    'Go on for one minute, or until told to stop. Stand still for three seconds at the end.',
  ],
  prepare: ['A straight way without anything to stumble over, with a mark at each end.', 'Somebody who walks beside and a little behind.'],
  requiredSites: ['lowerBack'],
  metrics: steadyWalkMetrics,
  reads: 'walk',
  minWalkingS: 10,
  sources: [montero2022],
});
