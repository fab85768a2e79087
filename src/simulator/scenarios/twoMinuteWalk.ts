import { defineScenario } from '../define.ts';

export const twoMinuteWalk = defineScenario({
  id: 'twoMinuteWalk',
  label: 'Two minutes of walking',
  description: 'An older adult walks to and fro over 15 m for two minutes.',
  options: {
    ageYears: 74, sex: 'M', speedMps: 1.1, course: { lengthM: 15, until: { seconds: 123 }, turnDirection: 'alternating', turnDurationS: 2 }, feet: null,
  },
});
