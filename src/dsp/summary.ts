import { median as medianOf, quickselect, sampleStandardDeviation as sampleSd } from 'simple-statistics';

/** Mean of a non-empty list. @throws RangeError when empty */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('mean needs at least one value');
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Standard deviation about the mean, divided by n (a whole signal, not a sample of one). */
export function signalSd(values: ArrayLike<number>): number {
  const m = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - m) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Sample standard deviation (n - 1). @throws RangeError with fewer than two values */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError('standardDeviation needs at least two values');
  return sampleSd(values);
}

/** Median of a non-empty list. @throws RangeError when empty */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('median needs at least one value');
  return medianOf(values);
}

/** The value that would stand at `rank` (0 the smallest) if the values were sorted. @throws RangeError for a rank outside */
export function orderStatistic(values: Float64Array, rank: number): number {
  if (!(rank >= 0 && rank < values.length)) throw new RangeError(`there is no rank ${rank} among ${values.length} values`);
  const copy = values.slice();
  // Its declared type knows plain arrays only; it swaps in place and reads lengths and indices alone.
  quickselect(copy as unknown as number[], rank);
  return copy[rank];
}

/** Pearson correlation of two signals; 0 when one of them is constant. @throws RangeError when their lengths differ */
export function correlation(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new RangeError(`correlation needs equal lengths, not ${a.length} and ${b.length}`);
  const ma = mean(a);
  const mb = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** Third standardised moment (population form); 0 for a constant signal. */
export function skewness(values: Float64Array): number {
  const m = mean(values);
  let m2 = 0;
  let m3 = 0;
  for (let i = 0; i < values.length; i++) {
    const d = values[i] - m;
    m2 += d * d;
    m3 += d * d * d;
  }
  m2 /= values.length;
  m3 /= values.length;
  return m2 > 0 ? m3 / m2 ** 1.5 : 0;
}
