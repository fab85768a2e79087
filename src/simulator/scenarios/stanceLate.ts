import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const stanceLate = defineScenario({
  id: 'stanceLate',
  label: 'Quiet stance, started late',
  description: 'Somebody should stand quietly for half a minute, but puts the feet right for six seconds after the go.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [0.35, 0.18], bandHz: [0.1, 1.2], lateS: 6 }),
});
