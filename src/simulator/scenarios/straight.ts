import { defineScenario } from '../define.ts';

export const straight = defineScenario({
  id: 'straight',
  label: 'Straight walk',
  description: 'A steady older adult stands, walks 20 m straight and stops.',
  options: {
    ageYears: 70,
    sex: 'F',
    course: { lengthM: 20, until: { lengths: 1 }, turnDirection: 'right', turnDurationS: 2 },
  },
});
