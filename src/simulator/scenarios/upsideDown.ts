import { defineScenario } from '../define.ts';
import { LOWER_BACK } from '../people/defaults.ts';
import { tilted } from '../worn/mounting.ts';

export const upsideDown = defineScenario({
  id: 'upsideDown',
  label: 'Worn upside down',
  description: 'As walk10mTurn, with the sensor on the lower back put on upside down and askew.',
  options: {
    ageYears: 70,
    sex: 'F',
    course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'right', turnDurationS: 2 },
    // Half a turn about the axis out of the back, and a little more.
    lowerBack: { ...LOWER_BACK, mounting: tilted(tilted(LOWER_BACK.mounting, 'z', 172), 'y', 15) },
  },
});
