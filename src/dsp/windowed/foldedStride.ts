import type { BodyStream } from './bodyStream.ts';

/** By stride length. Kept for good, for all analyses: two hundred lengths, five megabytes if all of them occur. */
const kept = new Map<number, Float64Array>();

/**
 * Cosines and sines of a stride's harmonics at its samples 1, 2, ... to before its middle: for harmonics 1 and 2, then 3 and 4, ...,
 * and every sample: both cosines, both sines.
 */
export function wavesOf(length: number, harmonics: number): Float64Array {
  const known = kept.get(length);
  if (known) return known;
  const pairs = (length - 1) >> 1;
  const table = new Float64Array(2 * pairs * harmonics);
  for (let k = 1; k <= harmonics; k++) {
    for (let n = 1; n <= pairs; n++) {
      const angle = (2 * Math.PI * ((k * n) % length)) / length;
      const t = 4 * (pairs * ((k - 1) >> 1) + n - 1) + ((k - 1) & 1);
      table[t] = Math.cos(angle);
      table[t + 2] = Math.sin(angle);
    }
  }
  kept.set(length, table);
  return table;
}

/**
 * Folds a stride: samples at equal distances from its two ends meet the same cosine, and sines of opposite sign.
 * @param start in the stream's arrays
 * @param folded receives sum and difference of ap, of v, of ml for every two
 * @param ends receives the first sample, which has no like, and the middle one of an even number, of ap, of v, of ml
 */
export function foldStride({ ap, v, ml }: BodyStream, start: number, length: number, folded: Float64Array, ends: Float64Array): void {
  let o = 0;
  let i = start + 1;
  let j = start + length - 1;
  for (; i < j; i++, j--, o += 6) {
    folded[o] = ap[i] + ap[j];
    folded[o + 1] = ap[i] - ap[j];
    folded[o + 2] = v[i] + v[j];
    folded[o + 3] = v[i] - v[j];
    folded[o + 4] = ml[i] + ml[j];
    folded[o + 5] = ml[i] - ml[j];
  }
  const middle = i === j;
  ends[0] = ap[start];
  ends[1] = middle ? ap[i] : 0;
  ends[2] = v[start];
  ends[3] = middle ? v[i] : 0;
  ends[4] = ml[start];
  ends[5] = middle ? ml[i] : 0;
}
