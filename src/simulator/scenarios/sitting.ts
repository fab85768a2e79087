import { defineScenario } from '../define.ts';
import { fidgets, jiggle } from '../scenes/fidgets.ts';
import { mark } from '../scenes/scene.ts';
import { SITTING_PITCH_RAD } from '../scenes/transfers.ts';

const QUIET_S = 30;
const RESTLESS_S = 60;

export const sitting = defineScenario({
  id: 'sitting',
  label: 'Sitting',
  description: 'Somebody sits on a chair, quietly for half a minute, then restlessly for a minute with a jiggling knee.',
  options: { ageYears: 74, sex: 'F', course: null, swayDeg: 0.04, feet: null },
  scene: (random) => ({
    durationS: QUIET_S + RESTLESS_S,
    posture: { pitchRad: SITTING_PITCH_RAD, rollRad: 0 },
    moves: fidgets(QUIET_S, QUIET_S + RESTLESS_S, random),
    motions: [jiggle(QUIET_S, QUIET_S + RESTLESS_S, random), jiggle(QUIET_S, QUIET_S + RESTLESS_S, random)],
    walks: [],
    events: [mark('sit_quietly', 0, QUIET_S), mark('sit_restlessly', QUIET_S, RESTLESS_S)],
  }),
});
