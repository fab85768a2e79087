import { defineScenario } from '../define.ts';

export const tenMetreWalk = defineScenario({
  id: 'tenMetreWalk',
  label: 'Timed walk over 10 m with a run-up',
  description: 'An older adult walks 14 m at usual pace; the 10 m in the middle are timed with marks.',
  options: {
    ageYears: 76, sex: 'F', speedMps: 1.05, course: { lengthM: 14, until: { lengths: 1 }, turnDirection: 'right', turnDurationS: 2 }, timed: { runUpM: 2, lengthM: 10 }, feet: null,
  },
});
