import { defineScenario } from '../define.ts';

export const dualTaskWalk = defineScenario({
  id: 'dualTaskWalk',
  label: 'One minute of walking with a second task',
  description: 'The walker of minuteWalk counts backwards meanwhile: slower, with longer strides in time and more variable.',
  options: {
    ageYears: 72, sex: 'F', speedMps: 0.88, strideTimeCvPct: 4.5, course: { lengthM: 10, until: { seconds: 60 }, turnDirection: 'alternating', turnDurationS: 2.4 }, feet: null,
  },
});
