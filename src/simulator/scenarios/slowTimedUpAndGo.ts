import { defineScenario } from '../define.ts';
import { timedUpAndGo, walkerOf } from '../scenes/timedUpAndGo.ts';

const PERSON = { ageYears: 84, sex: 'M', heightM: 1.71, massKg: 78, speedMps: 0.45, strideTimeCvPct: 5, stepLengthCvPct: 6 } as const;

export const slowTimedUpAndGo = defineScenario({
  id: 'slowTimedUpAndGo',
  label: 'A slow timed up and go',
  description: 'A frail person rises slowly on "go", pauses, walks 3 m at 0.45 m/s, turns in many steps, walks back, turns and lowers into the chair.',
  options: { ...PERSON, course: null, swayDeg: 0.5, feet: null },
  scene: (random, seed, who) => timedUpAndGo({
    walker: walkerOf(who),
    rise: { phaseS: 1.5, flexionDeg: 48 },
    sit: { phaseS: 1.4, joltMps2: 2 },
    lengthM: 3,
    turnS: [4, 4.5],
    turnDirection: 'right',
    beforeS: 10,
    restless: true,
    reactionS: 0.8,
    standsS: 1.2,
    stopsS: 0.6,
    pausesS: 0.4,
  }, random, seed),
});
