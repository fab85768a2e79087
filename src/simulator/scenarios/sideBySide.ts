import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const sideBySide = defineScenario({
  id: 'sideBySide',
  label: 'Side-by-side stance',
  description: 'Somebody stands with the feet side by side for ten seconds.',
  options: { ageYears: 80, sex: 'M', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 4, testS: 10, tremorMps2: 0.02, swayDeg: [0.4, 0.4], bandHz: [0.1, 1.3] }),
});
