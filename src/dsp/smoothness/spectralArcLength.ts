import { realTransform } from '../spectra/spectrum.ts';

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
  if (movement.length < 2) return null;
  // 1.
  const size = PADDING * 2 ** Math.ceil(Math.log2(movement.length));
  const { padded, bins, magnitude } = scratch(size);
  padded.fill(0);
  padded.set(movement);
  realTransform(padded, bins);
  let highest = 0;
  for (let k = 0; k < magnitude.length; k++) {
    magnitude[k] = Math.sqrt(bins[2 * k] ** 2 + bins[2 * k + 1] ** 2);
    highest = Math.max(highest, magnitude[k]);
  }
  if (highest === 0) return null;
  // 2.
  const inBand = Math.min(magnitude.length - 1, Math.floor((HIGHEST_HZ * size) / sampleRateHz));
  const reaches = (k: number) => magnitude[k] >= THRESHOLD * highest;
  let first = 0;
  while (first <= inBand && !reaches(first)) first++;
  let last = inBand;
  while (last > first && !reaches(last)) last--;
  if (last <= first) return null;
  // 3.
  // Math.hypot guards against overflow that cannot happen here, at several times the cost.
  const stepped = (1 / (last - first)) ** 2;
  let length = 0;
  for (let k = first; k < last; k++) length += Math.sqrt(stepped + ((magnitude[k + 1] - magnitude[k]) / highest) ** 2);
  return -length;
}

const scratches = new Map<number, { padded: Float64Array; bins: Float64Array; magnitude: Float64Array }>();

/** Buffers by size: strides fall into two or three sizes. */
function scratch(size: number): { padded: Float64Array; bins: Float64Array; magnitude: Float64Array } {
  let buffers = scratches.get(size);
  if (!buffers) {
    buffers = { padded: new Float64Array(size), bins: new Float64Array(2 * size), magnitude: new Float64Array(size / 2 + 1) };
    scratches.set(size, buffers);
  }
  return buffers;
}
