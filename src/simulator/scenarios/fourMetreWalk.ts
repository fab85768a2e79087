import { defineScenario } from '../define.ts';

export const fourMetreWalk = defineScenario({
  id: 'fourMetreWalk',
  label: 'Timed walk over 4 m',
  description: 'An older adult walks from a standing start at usual pace past a line 4 m ahead; marks say when the clock starts and stops.',
  options: {
    ageYears: 76, sex: 'F', speedMps: 0.92, course: { lengthM: 6, until: { lengths: 1 }, turnDirection: 'right', turnDurationS: 2 }, timed: { runUpM: 0, lengthM: 4 }, feet: null,
  },
});
