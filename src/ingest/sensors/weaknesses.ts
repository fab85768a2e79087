import type { SensorCapabilities } from '../../model/index.ts';

/** Below this, gait cannot be read: a step has too few samples. */
const GAIT_HZ = 25;
/** Below this, the moment a foot touches the ground is coarse. */
const FINE_HZ = 50;
/** A number that begins again sooner than this may have done so within a gap, s. */
const SHORT_WRAP_S = 10;

/**
 * What a sensor is too weak for, in plain sentences for the person who puts it on; empty for one that is good enough for all.
 * @param rateHz samples a second it is to be started with; the fastest it has where absent
 */
export function weaknesses(capabilities: SensorCapabilities, rateHz = Math.max(...capabilities.ratesHz)): string[] {
  const { hasGyroscope, time, tickS, wrapBits, hasBattery } = capabilities;
  const found: string[] = [];
  if (!hasGyroscope) found.push('It has no gyroscope: left and right steps are not told apart, and turns are not found.');
  if (rateHz < GAIT_HZ) found.push(`At ${rateHz} samples a second it cannot be used for gait.`);
  else if (rateHz < FINE_HZ) found.push(`At ${rateHz} samples a second foot contacts are coarse: each is known to ${Math.round(500 / rateHz)} ms at best.`);
  if (time === 'none') found.push('It sends neither a time nor a number with its samples: losses are estimated, and the time of a step is as unsure as the radio\'s waiting time.');
  if (time === 'counter') found.push('It numbers its samples but sends no time: losses are counted, and times rest on an even sampling rate.');
  const wrapS = wrapBits === null ? Infinity : 2 ** wrapBits * (time === 'timestamp' && tickS !== null ? tickS : 1 / rateHz);
  if (time !== 'none' && wrapS < SHORT_WRAP_S) found.push(`Its ${time === 'timestamp' ? 'clock' : 'number'} begins again after ${wrapS.toPrecision(2)} s: after a longer gap the loss is estimated.`);
  if (!hasBattery) found.push('Its battery cannot be read: charge it before the session.');
  return found;
}
