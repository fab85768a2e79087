import { BACK_FLAT, SHOE, tilted } from '../worn/mounting.ts';
import type { WalkOptions, WornSensor } from './options.ts';

/** An ordinary consumer part. */
const PART: Omit<WornSensor, 'mounting'> = {
  hasGyroscope: true,
  accBias: [0.03, -0.02, 0.05],
  gyrBias: [0.3, -0.2, 0.15],
  accNoiseUgPerRootHz: 150,
  gyrNoiseDegPerSPerRootHz: 0.007,
};

/** Flat on the lower back, whose top leans forward. */
export const LOWER_BACK: WornSensor = { ...PART, mounting: tilted(BACK_FLAT, 'y', -10) };
/** On the instep, which slopes down to the toes. */
export const INSTEP: WornSensor = { ...PART, mounting: tilted(SHOE, 'y', 20), accBias: [-0.04, 0.02, 0.03], gyrBias: [-0.2, 0.25, 0.1] };

/** An older adult on a short clinic walk: stand, 10 m, turn, 10 m back, stop. */
export const DEFAULTS: WalkOptions = {
  seed: 1,
  subject: 'sim',
  task: 'walk',
  heightM: 1.68,
  sampleRateHz: 100,
  speedMps: 1.1,
  strideTimeCvPct: 2.5,
  stepLevelShare: 0.5,
  stepTimeAsymmetryPct: 0,
  stepLengthCvPct: 2.5,
  firstFoot: 'right',
  course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'right', turnDurationS: 2 },
  standBeforeS: 4,
  standAfterS: 3,
  swayDeg: 0.3,
  lowerBack: LOWER_BACK,
  feet: INSTEP,
  lostPackets: null,
};
