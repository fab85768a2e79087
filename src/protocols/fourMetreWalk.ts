import { defineProtocol } from './define.ts';
import { montero2022 } from './sources.ts';
import { shortWalkMetrics } from './walkMetrics.ts';

/** The battery's walk. Over 3 m it has another table: the course that was walked is kept with the trial. */
export const fourMetreWalk = defineProtocol({
  id: 'fourMetreWalk',
  label: 'Walk over 4 m (or 3 m)',
  instructions: [
    'Stand with both feet at the starting line. Wear the usual shoes; a cane or walking frame may be used.',
    'On "go", walk at your usual pace, as if down the street, all the way past the other line before you stop.',
    'Time it from "go" until the first foot is over the line. Note the length of the course if it is not 4 m.',
  ],
  requiredSites: ['lowerBack'],
  metrics: ['walk.courseTime', 'walk.courseSpeed', ...shortWalkMetrics],
  reads: 'walk',
  minWalkingS: 2,
  marks: ['go', 'stop'],
  course: 'betweenMarks',
  circumstances: { courseLengthM: 4 },
  answers: ['functionTests.fourMetreWalkS', 'functionTests.threeMetreWalkS', 'functionTests.shortWalkOutcome'],
  sources: [
    { citation: 'Guralnik 1994, J Gerontol 49(2):M85-M94', doi: '10.1093/geronj/49.2.M85', place: 'Short Physical Performance Battery: walk' },
    montero2022,
  ],
});
