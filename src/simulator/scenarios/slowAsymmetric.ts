import { defineScenario } from '../define.ts';

export const slowAsymmetric = defineScenario({
  id: 'slowAsymmetric',
  label: 'Slow and uneven',
  description: 'A slow walker (0.5 m/s) whose left steps take longer, with variable strides and a slow turn.',
  options: {
    ageYears: 80,
    sex: 'M',
    heightM: 1.72,
    speedMps: 0.5,
    cadenceSpm: 78,
    strideTimeCvPct: 5,
    stepLengthCvPct: 6,
    stepTimeAsymmetryPct: 14,
    course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'right', turnDurationS: 3.6 },
    swayDeg: 0.5,
  },
});
