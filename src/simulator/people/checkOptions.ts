import { isRotation } from '../worn/mounting.ts';
import type { WalkOptions, WornSensor } from './options.ts';

/** Limits of what the model of walking is good for. */
const LIMITS: readonly (readonly [key: keyof WalkOptions, least: number, most: number])[] = [
  ['sampleRateHz', 40, 256],
  ['heightM', 1.2, 2.2],
  ['legLengthM', 0.5, 1.3],
  ['speedMps', 0.2, 2.2],
  ['cadenceSpm', 40, 170],
  ['strideTimeCvPct', 0, 15],
  ['stepLevelShare', 0, 1],
  ['stepTimeAsymmetryPct', -40, 40],
  ['stepLengthCvPct', 0, 15],
  ['standBeforeS', 0, 600],
  ['standAfterS', 0, 600],
  ['swayDeg', 0, 3],
  ['ageYears', 18, 110],
  ['massKg', 30, 250],
];

/** @throws RangeError naming the option, its limits and what was given */
export function checkOptions(o: WalkOptions): void {
  for (const [key, least, most] of LIMITS) {
    const value = o[key];
    if (value !== undefined) within(key, value as number, least, most);
  }
  for (const key of ['subject', 'task'] as const) {
    if (!/^[A-Za-z0-9]+$/.test(o[key])) throw new RangeError(`${key} needs letters and digits only, got "${o[key]}"`);
  }
  if (o.course) {
    within('course.lengthM', o.course.lengthM, 2, 100);
    within('course.turnDurationS', o.course.turnDurationS, 1, 6);
    if ('lengths' in o.course.until) {
      within('course.until.lengths', o.course.until.lengths, 1, 100);
      if (!Number.isInteger(o.course.until.lengths)) throw new RangeError(`course.until.lengths must be whole, got ${o.course.until.lengths}`);
    } else {
      within('course.until.seconds', o.course.until.seconds, 5, 3600);
    }
  } else if (o.standBeforeS + o.standAfterS < 1) {
    throw new RangeError(`quiet standing needs at least 1 s, got ${o.standBeforeS + o.standAfterS} s`);
  }
  if (o.timed && (!o.course || o.timed.runUpM + o.timed.lengthM > o.course.lengthM)) throw new RangeError('timed must lie within the first length of a course');
  if (o.backward && o.feet) throw new RangeError('backward needs feet: null; the path of a foot that steps backwards is not modelled');
  checkSensor('lowerBack', o.lowerBack);
  if (o.feet) checkSensor('feet', o.feet);
  if (o.lostPackets) {
    within('lostPackets.lossPct', o.lostPackets.lossPct, 0, 50);
    within('lostPackets.samplesPerPacket', o.lostPackets.samplesPerPacket, 1, 100);
    if (!Number.isInteger(o.lostPackets.samplesPerPacket)) {
      throw new RangeError(`lostPackets.samplesPerPacket must be whole, got ${o.lostPackets.samplesPerPacket}`);
    }
    within('lostPackets.meanBurstPackets', o.lostPackets.meanBurstPackets, 1, 1000);
  }
}

function checkSensor(name: string, sensor: WornSensor): void {
  if (!isRotation(sensor.mounting)) throw new RangeError(`${name}.mounting must be a rotation`);
  within(`${name}.accNoiseUgPerRootHz`, sensor.accNoiseUgPerRootHz, 0, 5000);
  within(`${name}.gyrNoiseDegPerSPerRootHz`, sensor.gyrNoiseDegPerSPerRootHz, 0, 1);
  for (const bias of sensor.accBias) within(`${name}.accBias`, bias, -5, 5);
  for (const bias of sensor.gyrBias) within(`${name}.gyrBias`, bias, -20, 20);
}

function within(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw new RangeError(`${name} must lie between ${least} and ${most}, got ${value}`);
}
