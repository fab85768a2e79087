import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const stanceClosedFoam = defineScenario({
  id: 'stanceClosedFoam',
  label: 'Quiet stance on foam, eyes closed',
  description: 'Somebody stands with closed eyes on foam for half a minute and sways much.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [1.1, 0.7], bandHz: [0.1, 1.4] }),
});
