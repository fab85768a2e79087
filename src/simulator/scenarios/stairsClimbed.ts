import { defineScenario } from '../define.ts';
import { mark, UPRIGHT } from '../scenes/scene.ts';
import { stairsAt } from '../scenes/stairs.ts';

const STILL_S = 4;
const TURN_S = 3;
const STEPS = 12;
const STEP_M = 0.17;

export const stairsClimbed = defineScenario({
  id: 'stairsClimbed',
  label: 'Stairs up and down, with their height',
  description: 'Somebody stands, climbs twelve stairs of 17 cm, stands, turns round, stands, goes down again and stands: the trunk gains 2.04 m and loses them.',
  options: { ageYears: 71, sex: 'F', course: null, swayDeg: 0.3, feet: null },
  scene: (random) => {
    const up = stairsAt(STILL_S, 'up', STEPS, random, STEP_M);
    const turnS = up.endS + STILL_S;
    const down = stairsAt(turnS + TURN_S + STILL_S, 'down', STEPS, random, STEP_M);
    return {
      durationS: down.endS + STILL_S,
      posture: UPRIGHT,
      moves: [...up.moves, { of: 'yaw', startS: turnS, durationS: TURN_S, by: Math.PI }, ...down.moves],
      motions: [up.motion, down.motion],
      walks: [],
      events: [...up.events, mark('turn_on_the_spot', turnS, TURN_S), ...down.events],
    };
  },
});
