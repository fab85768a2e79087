import { defineScenario } from '../define.ts';

export const brisk = defineScenario({
  id: 'brisk',
  label: 'Brisk walk',
  description: 'A fit adult walks 10 m and back at 1.6 m/s with a quick turn.',
  options: {
    ageYears: 62,
    sex: 'M',
    heightM: 1.78,
    speedMps: 1.6,
    strideTimeCvPct: 1.6,
    course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'left', turnDurationS: 1.5 },
  },
});
