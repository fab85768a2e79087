import { defineScenario } from '../define.ts';
import { chairRises } from '../scenes/chairRises.ts';

export const chairStand30s = defineScenario({
  id: 'chairStand30s',
  label: '30-second chair stand',
  description: 'Somebody rises eight times within 30 s of "go", and is three quarters of the way up the ninth time when they are over: it counts.',
  options: { ageYears: 71, sex: 'F', heightM: 1.63, massKg: 62, course: null, swayDeg: 0.3, feet: null },
  scene: (random) => chairRises({
    beforeS: 5, reactionS: 0.4, attempts: Array.from({ length: 8 }, () => 'full' as const), how: { phaseS: 0.8 }, pauseS: [0.1, 0.3],
    underWay: { atS: 30, share: 0.75 }, afterS: 4,
  }, random),
});
