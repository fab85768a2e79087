import { defineScenario } from '../define.ts';
import type { Move } from '../scenes/moves.ts';
import { mark } from '../scenes/scene.ts';
import { between, periodic } from '../scenes/tremble.ts';

const QUARTER = Math.PI / 2;
const LIES_S = 25;
/** Rolling over in bed: own choice. */
const ROLLS_S: readonly [number, number] = [1.5, 3];
const BREATHS_HZ: readonly [number, number] = [0.2, 0.3];
const BREATH_MPS2 = 0.03;

export const lying = defineScenario({
  id: 'lying',
  label: 'Lying',
  description: 'Somebody lies on the back, rolls over to the left side, then on the front, and back again.',
  options: { ageYears: 78, sex: 'M', course: null, swayDeg: 0.03, feet: null },
  scene: (random) => {
    const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
    const moves: Move[] = [];
    let timeS = LIES_S;
    const events = [mark('lie_on_back', 0, LIES_S)];
    // With the left side down (roll -90 degrees) pitch turns about the long axis: +90 on the back, 0 on the left side, -90 on the front.
    for (const [posture, by] of [['left_side', -QUARTER], ['front', -QUARTER], ['left_side', QUARTER], ['back', QUARTER]] as const) {
      const durationS = draw(ROLLS_S);
      // Hips are lifted a little and moved sideways to stay in the middle of the bed.
      const lift = { startS: timeS, durationS: durationS / 2 };
      moves.push({ of: 'pitch', startS: timeS, durationS, by }, { of: 'v', ...lift, by: 0.06 }, { of: 'v', ...lift, startS: timeS + durationS / 2, by: -0.06 });
      moves.push({ of: 'ml', startS: timeS, durationS, by: Math.sign(by) * 0.12 });
      events.push(mark('roll_over', timeS, durationS), mark(`lie_on_${posture}`, timeS + durationS, LIES_S));
      timeS += durationS + LIES_S;
    }
    return {
      durationS: timeS,
      posture: { pitchRad: QUARTER, rollRad: -QUARTER },
      moves,
      motions: [between(0, timeS, periodic(draw(BREATHS_HZ), BREATH_MPS2, [0, 1, 0], random))],
      walks: [],
      events,
    };
  },
});
