import { defineProtocol } from './define.ts';
import { montero2022 } from './sources.ts';
import { steadyWalkMetrics } from './walkMetrics.ts';

/** With a run-up: the speed over its course is one of steady walking, not of starting. */
export const tenMetreWalk = defineProtocol({
  id: 'tenMetreWalk',
  label: 'Walk over 10 m, with a run-up',
  instructions: [
    'Mark 10 m on a straight way of at least 14 m, so that there are 2 m before and 2 m behind them. Wear the usual shoes; a walking aid may be used.',
    'Walk at your usual pace from the very start of the way to its very end.',
    'Time only the 10 m: from the first foot over the first mark to the first foot over the second.',
  ],
  requiredSites: ['lowerBack'],
  metrics: ['walk.courseTime', 'walk.courseSpeed', ...steadyWalkMetrics.filter((id) => !id.startsWith('trunk.'))],
  reads: 'walk',
  minWalkingS: 5,
  marks: ['go', 'stop'],
  course: 'betweenMarks',
  circumstances: { courseLengthM: 10 },
  answers: ['functionTests.tenMetreWalkS'],
  sources: [
    { citation: 'Bohannon & Andrews 2011, Physiotherapy 97(3):182-189', url: 'https://pubmed.ncbi.nlm.nih.gov/21820535', place: 'norms do not hold for speeds from the command "go"' },
    montero2022,
  ],
});
