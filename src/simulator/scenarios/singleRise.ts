import { defineScenario } from '../define.ts';
import { riseAt, sitDownAt } from '../scenes/transfers.ts';
import { UPRIGHT } from '../scenes/scene.ts';

export const singleRise = defineScenario({
  id: 'singleRise',
  label: 'One rise in twelve seconds',
  description: 'Somebody stands, drops onto a chair, waits a moment and gets up again, all within twelve seconds.',
  options: { ageYears: 67, sex: 'M', heightM: 1.74, massKg: 80, course: null, swayDeg: 0.4, feet: null },
  scene: (random) => {
    const draw = (least: number, most: number) => least + (most - least) * random.uniform();
    const how = { phaseS: draw(0.5, 1.4), flexionDeg: draw(15, 50), riseM: draw(0.22, 0.42), overlap: draw(0, 0.5) };
    const sit = sitDownAt(draw(0.8, 1.5), random, { ...how, joltMps2: draw(1, 8) });
    const rise = riseAt(sit.endS + draw(0.4, 2.5), random, { ...how, phaseS: draw(0.5, 1.4) });
    return {
      durationS: 12,
      posture: UPRIGHT,
      moves: [...sit.moves, ...rise.moves],
      motions: sit.shock ? [sit.shock] : [],
      walks: [],
      events: [sit.event, rise.event],
    };
  },
});
