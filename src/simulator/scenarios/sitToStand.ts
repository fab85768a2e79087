import { defineScenario } from '../define.ts';
import { riseAt, sitDownAt, SITTING_PITCH_RAD, type Transfer } from '../scenes/transfers.ts';

const RISES = 5;
const BEFORE_S = 5;
/** Pause of a test done as fast as one can, standing and sitting. */
const PAUSE_S: readonly [number, number] = [0.05, 0.3];

export const sitToStand = defineScenario({
  id: 'sitToStand',
  label: 'Five rises from a chair',
  description: 'Somebody stands up from a chair and sits down again five times in a row, and takes no step.',
  options: { ageYears: 76, sex: 'F', course: null, swayDeg: 0.3, feet: null },
  scene: (random) => {
    const transfers: Transfer[] = [];
    const pause = () => PAUSE_S[0] + (PAUSE_S[1] - PAUSE_S[0]) * random.uniform();
    let timeS = BEFORE_S;
    for (let k = 0; k < RISES; k++) {
      const rise = riseAt(timeS, random);
      const back = sitDownAt(rise.endS + pause(), random);
      transfers.push(rise, back);
      timeS = back.endS + pause();
    }
    return {
      durationS: timeS + BEFORE_S,
      posture: { pitchRad: SITTING_PITCH_RAD, rollRad: 0 },
      moves: transfers.flatMap((t) => t.moves),
      motions: [],
      walks: [],
      events: transfers.map((t) => t.event),
    };
  },
});
