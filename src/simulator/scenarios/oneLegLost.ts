import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const oneLegLost = defineScenario({
  id: 'oneLegLost',
  label: 'One-leg stance with the balance lost',
  description: 'Somebody stands on one leg and loses the balance 3.7 seconds after the go.',
  options: { ageYears: 80, sex: 'M', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 4, testS: 10, tremorMps2: 0.08, swayDeg: [0.7, 1.1], bandHz: [0.2, 1.6], event: { kind: 'lossOfBalance', atS: 3.7 } }),
});
