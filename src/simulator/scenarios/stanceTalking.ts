import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const stanceTalking = defineScenario({
  id: 'stanceTalking',
  label: 'Quiet stance with talking',
  description: 'Somebody should stand quietly for half a minute, but talks and looks round from the eighth to the sixteenth second.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [0.35, 0.18], bandHz: [0.1, 1.2], restless: [8, 16] }),
});
