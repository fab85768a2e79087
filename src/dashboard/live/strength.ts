import { live } from '../words/live.ts';
import { decimal, withUnit } from '../words/numbers.ts';

/** dBm from which on a signal is called so: a body between sensor and computer costs about 10 to 20 dB. */
const STRONG_DBM = -60;
const GOOD_DBM = -75;
const WEAK_DBM = -88;

/** −48 -> "strong (−48 dBm)". */
export function signalWords(dbm: number | null): string {
  if (dbm === null) return live.sensors.notKnown;
  const word = dbm >= STRONG_DBM ? live.strength.strong : dbm >= GOOD_DBM ? live.strength.good : dbm >= WEAK_DBM ? live.strength.weak : live.strength.veryWeak;
  return `${word} (${decimal(dbm, 0)}\u202fdBm)`;
}

/** Below this a test of some minutes is not safe. */
const LOW_PCT = 20;

export function batteryWords(percent: number | null | undefined, unknown: string = live.sensors.notKnown): string {
  if (percent === null || percent === undefined) return unknown;
  const shown = `${decimal(percent, 0)}\u202f%`;
  return percent <= LOW_PCT ? `${shown}, ${live.batteryLow}` : shown;
}

/** "0.4 %", "0.4 %, estimated". A little is never shown as nothing. */
export function lossWords(percent: number, uncertain: boolean): string {
  const shown = percent > 0 && percent < 0.05 ? '<\u202f0.1' : decimal(percent, 1);
  return `${shown}\u202f%${uncertain ? `, ${live.quality.uncertain}` : ''}`;
}

/** "1467 ms", "none". */
export function gapWords(ms: number): string {
  return ms === 0 ? live.quality.noGap : withUnit(ms, 0, 'ms');
}

/** What of an id tells two sensors of one name apart: the end of it, as it is printed on many cases. */
export function endOfId(id: string): string {
  return id.replace(/[^0-9a-z]/gi, '').slice(-4).toUpperCase();
}
