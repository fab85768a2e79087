import { pairTransform } from '../kernels/realTransform.ts';
import { Rooms } from '../rooms.ts';

/**
 * Unbiased autocorrelation of several channels together, 1 at lag 0.
 * @param channels equally long, mean taken off where it matters
 * @param maxLag longest lag in samples, less than the channels' length
 * @returns lags 0..maxLag; all zero for signals without power
 * @throws RangeError when the lag is too long
 */
export function autocorrelation(channels: readonly Float64Array[], maxLag: number): Float64Array {
  return autocorrelations(channels, [], maxLag)[0];
}

/**
 * Two such autocorrelations at once. A channel that belongs to both is transformed once.
 *
 * The sum over channels is taken in the power spectrum, so that one transform back serves all (Wiener-Khinchin); zeros behind
 * the signal keep its ends apart. Transforms go by pairs: two channels there, the two sums back.
 * @param first, second channels, all equally long, mean taken off where it matters
 * @param maxLag longest lag in samples, less than the channels' length
 * @returns lags 0..maxLag of either; all zero for signals without power
 * @throws RangeError when the lag is too long
 */
export function autocorrelations(first: readonly Float64Array[], second: readonly Float64Array[], maxLag: number): readonly [Float64Array, Float64Array] {
  const channels = [...new Set([...first, ...second])];
  const n = channels[0]?.length ?? 0;
  if (maxLag >= n) throw new RangeError(`autocorrelation up to lag ${maxLag} needs more than ${n} samples`);
  const size = 2 ** Math.ceil(Math.log2(Math.max(4, n + maxLag + 1)));
  const plan = pairTransform(size);
  const { inputs, power, spectrum } = plan;
  const bins = size / 2 + 1;
  const sums = [{ set: first, power: rooms.room(0, bins).fill(0) }, { set: second, power: rooms.room(1, bins).fill(0) }];
  // There.
  for (let pair = 0; pair < channels.length; pair += 2) {
    const count = Math.min(2, channels.length - pair);
    for (let c = 0; c < count; c++) {
      inputs[c].fill(0, n);
      inputs[c].set(channels[pair + c]);
    }
    plan.toPower();
    for (const { set, power: sum } of sums) {
      const a = set.includes(channels[pair]);
      const b = count > 1 && set.includes(channels[pair + 1]);
      if (a && b) addBoth(sum, power);
      else if (a || b) addOne(sum, power, a ? 0 : 1);
    }
  }
  // Back: a power spectrum is real and even, so its transform is its inverse transform, but for the factor.
  mirror(sums[0].power, inputs[0]);
  mirror(sums[1].power, inputs[1]);
  plan.toSpectrum();
  return [unbiased(spectrum, 0, n, maxLag), unbiased(spectrum, 1, n, maxLag)];
}

/** Sums over `n` - lag products, each divided by their number, and by that at lag 0. */
function unbiased(spectrum: Float64Array, channel: number, n: number, maxLag: number): Float64Array {
  const out = new Float64Array(maxLag + 1);
  const zero = spectrum[channel] / n;
  if (zero > 0) for (let lag = 0; lag <= maxLag; lag++) out[lag] = spectrum[4 * lag + channel] / (n - lag) / zero;
  return out;
}

/** Adds the power of one of two channels. */
function addOne(sum: Float64Array, power: Float64Array, channel: number): void {
  for (let k = 0, at = channel; k < sum.length; k++, at += 2) sum[k] += power[at];
}

/** Adds that of the first, then that of the second. */
function addBoth(sum: Float64Array, power: Float64Array): void {
  for (let k = 0, at = 0; k < sum.length; k++, at += 2) sum[k] = sum[k] + power[at] + power[at + 1];
}

/** One for each sum. */
const rooms = new Rooms();

/** Writes bins 0 to size / 2, and the same backwards behind them. */
function mirror(power: Float64Array, out: Float64Array): void {
  out.set(power);
  for (let k = 1, to = out.length - 1; k < power.length - 1; k++, to--) out[to] = power[k];
}
