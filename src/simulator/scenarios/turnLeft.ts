import { defineScenario } from '../define.ts';

export const turnLeft = defineScenario({
  id: 'turnLeft',
  label: 'Turn to the left',
  description: 'As walk10mTurn, with the turn to the left and a left foot that starts.',
  options: {
    ageYears: 70,
    sex: 'F',
    firstFoot: 'left',
    course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'left', turnDurationS: 2 },
  },
});
