import { defineScenario } from '../define.ts';
import type { SineSway } from '../scenes/sineSway.ts';
import { stanceScene } from '../scenes/stances.ts';

/** Lean of known sines, degrees, Hz, rad: every number of this sway can be worked out on paper. */
const sway: SineSway = {
  ap: [{ deg: 0.6, hz: 0.2, phaseRad: 0.3 }, { deg: 0.4, hz: 0.4, phaseRad: 1.9 }, { deg: 0.2, hz: 0.7, phaseRad: 4 }, { deg: 0.08, hz: 1.1, phaseRad: 2.2 }, { deg: 0.03, hz: 1.6, phaseRad: 5 }],
  ml: [{ deg: 0.4, hz: 0.3, phaseRad: 1 }, { deg: 0.25, hz: 0.5, phaseRad: 3.3 }, { deg: 0.12, hz: 0.8, phaseRad: 0.4 }, { deg: 0.05, hz: 1.2, phaseRad: 1.7 }, { deg: 0.02, hz: 1.7, phaseRad: 0.2 }],
};

export const stanceOpenFoam = defineScenario({
  id: 'stanceOpenFoam',
  label: 'Quiet stance on foam, eyes open',
  description: 'Somebody stands quietly with open eyes on foam for half a minute, with a sway of five known sines each way.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0, feet: null },
  scene: stanceScene({ readyS: 3, testS: 30, swayDeg: [0, 0], bandHz: [0.2, 1.7], sway }),
});
