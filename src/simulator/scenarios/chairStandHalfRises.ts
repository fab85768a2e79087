import { defineScenario } from '../define.ts';
import { chairRises } from '../scenes/chairRises.ts';

export const chairStandHalfRises = defineScenario({
  id: 'chairStandHalfRises',
  label: 'Chair stand with half rises',
  description: 'Somebody tires: of eight rises in 30 s, one stops half-way and one falls back sooner; six count, and the last one, a third of the way up when the time is up, does not.',
  options: { ageYears: 80, sex: 'M', heightM: 1.72, massKg: 81, course: null, swayDeg: 0.4, feet: null },
  scene: (random) => chairRises({
    beforeS: 5, reactionS: 0.6,
    attempts: ['full', 'full', 'full', { share: 0.5 }, 'full', 'full', { share: 0.35 }, 'full'],
    how: { phaseS: 0.8 }, pauseS: [0.1, 0.3], underWay: { atS: 30, share: 0.33 }, afterS: 4,
  }, random),
});
