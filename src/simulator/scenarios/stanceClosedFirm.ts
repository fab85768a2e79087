import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const stanceClosedFirm = defineScenario({
  id: 'stanceClosedFirm',
  label: 'Quiet stance, eyes closed',
  description: 'Somebody stands quietly with closed eyes on firm ground for half a minute.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [0.5, 0.25], bandHz: [0.1, 1.4] }),
});
