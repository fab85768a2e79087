import { defineScenario } from '../define.ts';
import { LOWER_BACK } from '../people/defaults.ts';

export const noGyroscope = defineScenario({
  id: 'noGyroscope',
  label: 'No gyroscope',
  description: 'A minute of walking with an accelerometer alone on the lower back.',
  options: {
    ageYears: 72,
    sex: 'F',
    course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2 },
    lowerBack: { ...LOWER_BACK, hasGyroscope: false },
    feet: null,
  },
});
