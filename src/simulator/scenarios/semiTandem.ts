import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const semiTandem = defineScenario({
  id: 'semiTandem',
  label: 'Semi-tandem stance',
  description: 'Somebody holds the semi-tandem stance for ten seconds.',
  options: { ageYears: 80, sex: 'M', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 4, testS: 10, tremorMps2: 0.02, swayDeg: [0.5, 0.6], bandHz: [0.1, 1.4] }),
});
