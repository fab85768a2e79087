import { pairTransform } from '../kernels/realTransform.ts';

/** Parameters of Balasubramanian 2015: zeros to 2^4 times the next power of two, at most 10 Hz, 5 % of the highest bin. */
const PADDING = 2 ** 4;
const HIGHEST_HZ = 10;
const THRESHOLD = 0.05;

/**
 * Spectral arc length (SPARC) of one movement: the length of its normalised spectrum's outline, negative. A single smooth
 * push reads -1.4; every further sub-movement makes it more negative.
 *
 * Source: Balasubramanian 2012, IEEE Trans Biomed Eng 59:2126; Balasubramanian 2015, J Neuroeng Rehabil 12:112.
 * Steps:
 * 1. Magnitude spectrum of the movement, zero-padded, divided by its highest value.
 * 2. The part from 0 to the last frequency below 10 Hz that reaches 5 % of the highest.
 * 3. Minus the length of the outline, frequencies scaled to 0..1.
 *
 * @param movement a profile that is not negative (a speed, a magnitude), any unit
 * @returns unitless, below -1; null for a movement that is nought throughout or has no power below 10 Hz
 */
export function spectralArcLength(movement: Float64Array, sampleRateHz: number): number | null {
  return spectralArcLengths([movement], sampleRateHz)[0];
}

/** The same of many movements, such as the strides of a walk: those that are padded to one size are transformed two at a time. */
export function spectralArcLengths(movements: readonly Float64Array[], sampleRateHz: number): (number | null)[] {
  const lengths = movements.map((): number | null => null);
  /** By size, a movement that waits for another one. */
  const waiting = new Map<number, number>();
  for (let m = 0; m < movements.length; m++) {
    const { length } = movements[m];
    if (length < 2) continue;
    const size = PADDING * 2 ** Math.ceil(Math.log2(length));
    const other = waiting.get(size);
    if (other === undefined) waiting.set(size, m);
    else {
      waiting.delete(size);
      fillLengths(lengths, movements, [other, m], size, sampleRateHz);
    }
  }
  for (const [size, alone] of waiting) fillLengths(lengths, movements, [alone], size, sampleRateHz);
  return lengths;
}

/** Step 1, and the others, of one or two movements that are padded to the same size. @param of their numbers */
function fillLengths(lengths: (number | null)[], movements: readonly Float64Array[], of: readonly number[], size: number, sampleRateHz: number): void {
  const plan = pairTransform(size);
  let longest = 0;
  for (const m of of) longest = Math.max(longest, movements[m].length);
  for (let c = 0; c < of.length; c++) {
    const movement = movements[of[c]];
    plan.inputs[c].set(movement);
    plan.inputs[c].fill(0, movement.length, longest);
  }
  const inBand = 1 + Math.min(size / 2, Math.floor((HIGHEST_HZ * size) / sampleRateHz));
  plan.toLowPower(longest, inBand);
  for (let c = 0; c < of.length; c++) lengths[of[c]] = arcLength(plan.power, c, inBand);
}

/** Steps 2 and 3, of one of two channels. @param bins those up to 10 Hz */
function arcLength(power: Float64Array, channel: number, bins: number): number | null {
  // A movement that is nowhere negative is nowhere as strong as at 0 Hz.
  let most = 0;
  for (let k = 0, at = channel; k < bins; k++, at += 2) if (power[at] > most) most = power[at];
  if (most === 0) return null;
  const highest = Math.sqrt(most);
  // 2.
  const inBand = bins - 1;
  if (magnitude.length < bins) magnitude = new Float64Array(bins);
  for (let k = 0; k <= inBand; k++) magnitude[k] = Math.sqrt(power[2 * k + channel]);
  const least = THRESHOLD * highest;
  let first = 0;
  while (first <= inBand && magnitude[first] < least) first++;
  let last = inBand;
  while (last > first && magnitude[last] < least) last--;
  if (last <= first) return null;
  // 3.
  // Math.hypot guards against overflow that cannot happen here, at several times the cost.
  const stepped = (1 / (last - first)) ** 2;
  let length = 0;
  let before = magnitude[first];
  for (let k = first + 1; k <= last; k++) {
    const next = magnitude[k];
    const rise = (next - before) / highest;
    length += Math.sqrt(stepped + rise * rise);
    before = next;
  }
  return -length;
}

/** Magnitudes up to 10 Hz, reused for every movement; it grows to the longest one seen. */
let magnitude = new Float64Array(0);
