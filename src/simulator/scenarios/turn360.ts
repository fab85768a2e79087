import { defineScenario } from '../define.ts';
import { turnsOnTheSpot } from '../scenes/turnsOnTheSpot.ts';

export const turn360 = defineScenario({
  id: 'turn360',
  label: 'Full turns on the spot',
  description: 'Somebody stands, turns all the way round to the left on the spot in eight steps, stands, and turns all the way round to the right in nine.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0.3, feet: null },
  scene: turnsOnTheSpot([{ angleDeg: 360, durationS: 4.4, steps: 8 }, { angleDeg: -360, durationS: 5, steps: 9 }]),
});
