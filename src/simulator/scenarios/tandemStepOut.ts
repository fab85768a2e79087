import { defineScenario } from '../define.ts';
import { stanceScene } from '../scenes/stances.ts';

export const tandemStepOut = defineScenario({
  id: 'tandemStepOut',
  label: 'Tandem stance with a step out',
  description: 'Somebody stands in tandem and puts a foot aside 6.4 seconds after the go.',
  options: { ageYears: 80, sex: 'M', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 5, testS: 10, tremorMps2: 0.06, swayDeg: [0.5, 0.9], bandHz: [0.15, 1.5], event: { kind: 'step', atS: 6.4 } }),
});
