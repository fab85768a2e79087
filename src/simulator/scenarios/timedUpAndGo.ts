import { defineScenario } from '../define.ts';
import { timedUpAndGo as scene, walkerOf } from '../scenes/timedUpAndGo.ts';

const PERSON = { ageYears: 74, sex: 'F', heightM: 1.62, massKg: 64, speedMps: 1 } as const;

export const timedUpAndGo = defineScenario({
  id: 'timedUpAndGo',
  label: 'Timed up and go in 12.4 s',
  description: 'Somebody fidgets on a chair, rises on "go", walks 3 m, turns, walks back, turns round and sits down 12.4 s after "go".',
  options: { ...PERSON, course: null, swayDeg: 0.3, feet: null },
  scene: (random, seed, who) => scene({
    walker: walkerOf(who),
    rise: { phaseS: 0.75 },
    sit: { phaseS: 0.8 },
    lengthM: 2.3,
    turnS: [1.7, 1.5],
    turnDirection: 'left',
    beforeS: 12,
    restless: true,
    reactionS: 0.45,
    standsS: 0,
    stopsS: -0.3,
    pausesS: -0.3,
    totalS: 12.4,
  }, random, seed),
});
