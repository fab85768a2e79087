import { defineProtocol } from './define.ts';

/**
 * What the lower back can tell of it is its rhythm. It takes the direction of movement for forward, so left and right would be told the wrong
 * way round, and the pendulum by which a step's length is estimated was never tried backwards: sides and lengths are left out.
 */
export const backwardWalk = defineProtocol({
  id: 'backwardWalk',
  label: 'Walk backwards over 3 m',
  instructions: [
    'Clear the way and stand beside the person, ready to hold.',
    'Stand with both heels at the starting line and your back to the way.',
    'On "go", walk backwards as fast as you safely can, past the other line. You may look back.',
    'Time it from "go" until the first heel is over the line.',
  ],
  requiredSites: ['lowerBack'],
  metrics: ['walk.courseTime', 'walk.courseSpeed', 'gait.cadence', 'gait.stepTime', 'gait.strideTime'],
  reads: 'walk',
  minWalkingS: 2,
  marks: ['go', 'stop'],
  course: 'betweenMarks',
  circumstances: { courseLengthM: 3, direction: 'backward' },
  answers: ['functionTests.backwardWalkS'],
  sources: [{ citation: 'Carter 2019, J Geriatr Phys Ther 42(4):249-255', place: 'the 3-m backward walk' }],
});
