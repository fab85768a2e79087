import { defineScenario } from '../define.ts';
import { chairRises } from '../scenes/chairRises.ts';

export const fiveTimesSitToStand = defineScenario({
  id: 'fiveTimesSitToStand',
  label: 'Five-times sit-to-stand',
  description: 'Somebody rises five times in a row as quickly as she can, from "go" on, and stays seated at the end.',
  options: { ageYears: 76, sex: 'F', heightM: 1.6, massKg: 66, course: null, swayDeg: 0.3, feet: null },
  scene: (random) => chairRises({
    beforeS: 5, reactionS: 0.4, attempts: Array.from({ length: 5 }, () => 'full' as const), how: { phaseS: 0.75 }, pauseS: [0.05, 0.2], afterS: 4,
  }, random),
});
