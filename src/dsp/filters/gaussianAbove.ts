import { gaussianReach, gaussianSmooth } from './gaussian.ts';

/** A mean of values that are at most so much is at most that, but for its rounding. */
const ROUNDING = 1e-9;

/**
 * `gaussianSmooth` where it matters whether a mean is above a level: 0 where it certainly is not, because nothing in its reach is. In a recording
 * of days that is nearly everywhere, and a look at each value costs a tenth of its mean. Elsewhere the values are the same to within rounding,
 * because a wide mean goes by way of the spectrum of its piece.
 * @param input nothing below 0 @param room for the answer, as long as the input @returns the room; null where nothing at all is above the level
 */
export function gaussianSmoothAbove(input: Float64Array, level: number, sigmaS: number, sampleRateHz: number, room: Float64Array): Float64Array | null {
  const n = input.length;
  const reach = gaussianReach(sigmaS, sampleRateHz);
  const quiet = level * (1 - ROUNDING);
  let out: Float64Array | null = null;
  for (let i = 0; i < n;) {
    if (!(input[i] > quiet)) {
      i++;
      continue;
    }
    // Loud values whose reaches touch are smoothed together, with all that their means depend on.
    let last = i;
    for (let k = i + 1; k < n && k <= last + 2 * reach; k++) if (input[k] > quiet) last = k;
    const [start, end] = [Math.max(0, i - reach), Math.min(n, last + reach + 1)];
    const [from, to] = [Math.max(0, start - reach), Math.min(n, end + reach)];
    const smooth = gaussianSmooth(input.subarray(from, to), sigmaS, sampleRateHz);
    out ??= room.fill(0);
    out.set(smooth.subarray(start - from, end - from), start);
    i = last + 1;
  }
  return out;
}
