import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const tandemHeld = defineScenario({
  id: 'tandemHeld',
  label: 'Tandem stance, held',
  description: 'Somebody holds the tandem stance for all of ten seconds, unsteadily.',
  options: { ageYears: 80, sex: 'M', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 5, testS: 10, tremorMps2: 0.06, swayDeg: [0.5, 0.9], bandHz: [0.15, 1.5] }),
});
