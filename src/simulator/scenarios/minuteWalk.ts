import { defineScenario } from '../define.ts';

export const minuteWalk = defineScenario({
  id: 'minuteWalk',
  label: 'One minute of walking',
  description: 'A steady older adult walks back and forth over 10 m for a minute: enough strides for variability.',
  options: {
    ageYears: 72,
    sex: 'F',
    course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2 },
  },
});
