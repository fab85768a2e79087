import { median as medianOf, sampleStandardDeviation as sampleSd } from 'simple-statistics';

/** Mean of a non-empty list. @throws RangeError when empty */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('mean needs at least one value');
  // The same loop twice: one that meets signals and lists alike looks up how to read each value.
  if (values instanceof Float64Array) return signalMean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function signalMean(values: Float64Array): number {
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
  return select(values.slice(), values.length, rank);
}

/** Median of the first `count` values of a working array, whose order is lost. @throws RangeError when there are none */
export function medianInPlace(values: Float64Array, count: number): number {
  if (!(count > 0 && count <= values.length)) throw new RangeError(`there are not ${count} values`);
  const middle = count >> 1;
  const upper = select(values, count, middle);
  if (count % 2 === 1) return upper;
  let lower = values[0];
  for (let i = 1; i < middle; i++) if (values[i] > lower) lower = values[i];
  return (lower + upper) / 2;
}

/**
 * Moves the value of a rank to its place among the first `count`, nothing larger before it, and returns it.
 * Source: Hoare 1961, Commun ACM 4:321 (FIND), about the median of three. Typed, in place: several times as fast as a general one.
 */
function select(x: Float64Array, count: number, rank: number): number {
  let [left, right] = [0, count - 1];
  while (left < right) {
    const [a, b, c] = [x[left], x[(left + right) >> 1], x[right]];
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let [i, j] = [left, right];
    while (i <= j) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i > j) break;
      const swapped = x[i];
      x[i++] = x[j];
      x[j--] = swapped;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return x[rank];
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
