import { defineScenario } from '../define.ts';
import { mark, UPRIGHT } from '../scenes/scene.ts';
import { stairsAt } from '../scenes/stairs.ts';

const BEFORE_S = 5;
const TURNS_S = 3;
const STEPS = 14;

export const stairs = defineScenario({
  id: 'stairs',
  label: 'Stairs',
  description: 'Somebody climbs a flight of fourteen stairs, turns round on the landing and goes down again; there is no level walking.',
  options: { ageYears: 70, sex: 'F', course: null, swayDeg: 0.3, feet: null },
  scene: (random) => {
    const up = stairsAt(BEFORE_S, 'up', STEPS, random);
    const turnS = up.endS + 1;
    const down = stairsAt(turnS + TURNS_S + 1, 'down', STEPS, random);
    return {
      durationS: down.endS + BEFORE_S,
      posture: UPRIGHT,
      moves: [{ of: 'yaw', startS: turnS, durationS: TURNS_S, by: Math.PI }],
      motions: [up.motion, down.motion],
      walks: [],
      events: [...up.events, mark('turn_on_the_spot', turnS, TURNS_S), ...down.events],
    };
  },
});
