import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const stanceTogether = defineScenario({
  id: 'stanceTogether',
  label: 'Quiet stance, feet together',
  description: 'Somebody stands quietly with the feet together for half a minute.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [0.4, 0.4], bandHz: [0.1, 1.3] }),
});
