import { defineScenario } from '../define.ts';

export const backwardWalk = defineScenario({
  id: 'backwardWalk',
  label: 'Timed walk backwards over 3 m',
  description: 'An older adult walks backwards in small steps past a line 3 m behind; marks say when the clock starts and stops.',
  options: {
    ageYears: 75, sex: 'F', speedMps: 0.5, cadenceSpm: 92, stepTimeAsymmetryPct: 6, course: { lengthM: 5, until: { lengths: 1 }, turnDirection: 'right', turnDurationS: 2 }, timed: { runUpM: 0, lengthM: 3 }, backward: true, feet: null,
  },
});
