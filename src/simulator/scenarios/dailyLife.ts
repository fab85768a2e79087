import { defineScenario } from '../define.ts';
import { fidgets } from '../scenes/fidgets.ts';
import { mark } from '../scenes/scene.ts';
import { riseAt, sitDownAt, SITTING_PITCH_RAD } from '../scenes/transfers.ts';
import { walkAt } from '../scenes/walked.ts';

const SITS_S = 20;
const PERSON = { ageYears: 73, sex: 'F', heightM: 1.64, speedMps: 0.95, strideTimeCvPct: 3 } as const;

export const dailyLife = defineScenario({
  id: 'dailyLife',
  label: 'A few minutes at home',
  description: 'Somebody sits, stands up, walks 6 m and back, stops, stands restlessly, walks 6 m, stands a while and sits down again.',
  options: { ...PERSON, course: null, swayDeg: 0.25, feet: null },
  scene: (random, seed) => {
    const rise = riseAt(SITS_S, random);
    const first = walkAt(rise.endS + 1, {
      ...PERSON, seed, course: { lengthM: 6, until: { lengths: 2 }, turnDirection: 'left', turnDurationS: 2.2 },
    });
    const restlessS = first.endS + 2;
    const second = walkAt(restlessS + SITS_S + 2, {
      ...PERSON, seed: seed + 1, course: { lengthM: 6, until: { lengths: 1 }, turnDirection: 'left', turnDurationS: 2 },
    });
    const back = sitDownAt(second.endS + 3, random);
    return {
      durationS: back.endS + SITS_S,
      posture: { pitchRad: SITTING_PITCH_RAD, rollRad: 0 },
      moves: [...rise.moves, ...fidgets(restlessS, restlessS + SITS_S, random), ...back.moves],
      motions: [],
      walks: [first, second],
      events: [mark('sit_quietly', 0, SITS_S), rise.event, mark('stand_restlessly', restlessS, SITS_S), back.event, mark('sit_quietly', back.endS, SITS_S)],
    };
  },
});
