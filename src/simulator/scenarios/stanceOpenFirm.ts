import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const stanceOpenFirm = defineScenario({
  id: 'stanceOpenFirm',
  label: 'Quiet stance, eyes open',
  description: 'Somebody stands quietly with open eyes on firm ground for half a minute.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [0.35, 0.18], bandHz: [0.1, 1.2] }),
});
