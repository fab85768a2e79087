import { defineScenario } from '../define.ts';
import { turnsOnTheSpot } from '../scenes/turnsOnTheSpot.ts';

export const turn180 = defineScenario({
  id: 'turn180',
  label: 'Half turns on the spot',
  description: 'Somebody stands, turns half round to the left on the spot in five steps, stands, and turns back to the right.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0.3, feet: null },
  scene: turnsOnTheSpot([{ angleDeg: 180, durationS: 2.6, steps: 5 }, { angleDeg: -180, durationS: 3, steps: 5 }]),
});
