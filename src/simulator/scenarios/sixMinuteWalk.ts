import { defineScenario } from '../define.ts';

export const sixMinuteWalk = defineScenario({
  id: 'sixMinuteWalk',
  label: 'Six minutes of walking',
  description: 'An older adult walks to and fro over 30 m for six minutes.',
  options: {
    ageYears: 74, sex: 'M', speedMps: 1.1, course: { lengthM: 30, until: { seconds: 363 }, turnDirection: 'alternating', turnDurationS: 2 }, feet: null,
  },
});
