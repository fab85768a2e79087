import { realTransform } from './spectrum.ts';

/**
 * Unbiased autocorrelation of several channels together, 1 at lag 0.
 *
 * The sum over channels is taken in the power spectrum, so that one transform back serves all (Wiener-Khinchin); zeros behind
 * the signal keep its ends apart.
 * @param channels equally long, mean taken off where it matters
 * @param maxLag longest lag in samples, less than the channels' length
 * @returns lags 0..maxLag; all zero for signals without power
 * @throws RangeError when the lag is too long
 */
export function autocorrelation(channels: readonly Float64Array[], maxLag: number): Float64Array {
  const n = channels[0]?.length ?? 0;
  if (maxLag >= n) throw new RangeError(`autocorrelation up to lag ${maxLag} needs more than ${n} samples`);
  const size = 2 ** Math.ceil(Math.log2(Math.max(4, n + maxLag + 1)));
  const padded = new Float64Array(size);
  const spectrum = new Float64Array(2 * size);
  const power = new Float64Array(size);
  for (const channel of channels) {
    padded.set(channel);
    realTransform(padded, spectrum);
    for (let k = 0; k <= size / 2; k++) power[k] += spectrum[2 * k] ** 2 + spectrum[2 * k + 1] ** 2;
  }
  for (let k = 1; k < size / 2; k++) power[size - k] = power[k];
  // The power spectrum is real and even: its transform is its inverse transform, but for the factor.
  realTransform(power, spectrum);
  const out = new Float64Array(maxLag + 1);
  const zero = spectrum[0] / n;
  if (zero > 0) for (let lag = 0; lag <= maxLag; lag++) out[lag] = spectrum[2 * lag] / (n - lag) / zero;
  return out;
}
