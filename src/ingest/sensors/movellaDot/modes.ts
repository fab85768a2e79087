import type { SensorSettings } from '../define.ts';
import { CHANNEL, DOT_RATES_HZ } from './gatt.ts';

/** A payload mode that holds what gait needs: acceleration with gravity and angular rate, in the sensor's own axes. */
export interface DotMode {
  readonly name: 'rateQuantities' | 'rateQuantitiesMag' | 'custom5';
  /** Its number in the measurement control characteristic. */
  readonly number: number;
  /** Where its packets come. */
  readonly channel: number;
  /** Bytes that are used, timestamp included. */
  readonly usedBytes: number;
  /** Length of the characteristic: what stands behind the used bytes is 0. */
  readonly fullBytes: number;
  /** Where acceleration begins; angular rate follows it. */
  readonly accelerationAt: number;
}

/** Tables 13 to 17 of the specification. */
const MODES: readonly DotMode[] = [
  { name: 'rateQuantities', number: 21, channel: CHANNEL.mediumPayload, usedBytes: 28, fullBytes: 40, accelerationAt: 4 },
  // Three magnetometer values follow; nothing here uses them.
  { name: 'rateQuantitiesMag', number: 20, channel: CHANNEL.mediumPayload, usedBytes: 34, fullBytes: 40, accelerationAt: 4 },
  // The quaternion in front is the sensor's own estimate; it stays in the raw log.
  { name: 'custom5', number: 26, channel: CHANNEL.longPayload, usedBytes: 44, fullBytes: 63, accelerationAt: 20 },
];

const FREE_ACCELERATION = 'it sends free acceleration: gravity is taken out and the axes are no longer the sensor\'s, so tilt and gait cannot be told';
const NO_ACCELERATION = 'it sends no acceleration';
const INCREMENTS = 'it sends increments that cannot be added up across a lost packet';

/** Modes that the sensor has and gait cannot use, with the reason. */
const UNUSABLE: ReadonlyMap<string, string> = new Map([
  ...['freeAcceleration', 'extendedQuaternion', 'completeQuaternion', 'extendedEuler', 'completeEuler', 'custom1', 'custom2'].map((mode) => [mode, FREE_ACCELERATION] as const),
  ...['orientationEuler', 'orientationQuaternion', 'custom3'].map((mode) => [mode, NO_ACCELERATION] as const),
  ...['delta', 'deltaMag'].map((mode) => [mode, INCREMENTS] as const),
  ...['highFidelity', 'highFidelityMag', 'custom4'].map((mode) => [mode, 'its bytes are not published'] as const),
]);

/** The mode that settings ask for. @throws RangeError for a rate or mode that cannot be used, with the reason */
export function dotMode({ rateHz, mode = 'rateQuantities' }: SensorSettings): DotMode {
  if (!(DOT_RATES_HZ as readonly number[]).includes(rateHz)) {
    const why = rateHz === 120 ? '; 120 Hz is for recording inside the sensor' : '';
    throw new RangeError(`Movella DOT streams at ${DOT_RATES_HZ.join(', ')} Hz, not at ${rateHz} Hz${why}.`);
  }
  const found = MODES.find(({ name }) => name === mode);
  if (found) return found;
  const names = MODES.map(({ name }) => name).join(', ');
  const reason = UNUSABLE.get(mode);
  if (reason !== undefined) throw new RangeError(`Movella DOT's mode ${mode} cannot be used: ${reason}; use ${names}.`);
  throw new RangeError(`Movella DOT has no mode ${JSON.stringify(mode)}; use ${names}.`);
}
