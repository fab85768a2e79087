import { defineScenario } from '../define.ts';

export const walk10mTurn = defineScenario({
  id: 'walk10mTurn',
  label: '10 m, turn, 10 m',
  description: 'A steady older adult stands, walks 10 m, turns round to the right, walks back and stops.',
  options: {
    ageYears: 70,
    sex: 'F',
    course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'right', turnDurationS: 2 },
  },
});
