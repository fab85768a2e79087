import { addLogDistances, findNearest } from '../kernels/neighbours.ts';
import { FOLLOWED, SAMPLES_PER_STRIDE, SPAN, type States } from '../kernels/neighbourStates.ts';

export { SAMPLES_PER_STRIDE };

export interface LocalDivergence {
  /** Slope of the mean logarithm of the distance over the first half stride, 1/stride. */
  readonly perStride: number;
  /** Mean logarithm of the distance after 0, 1, ... 50 hundredths of a stride. */
  readonly curve: Float64Array;
  /** States that had a neighbour. */
  readonly pairs: number;
}

/**
 * Local divergence exponent: how fast neighbouring states of a walk drift apart. Higher is less stable.
 *
 * Source: Rosenstein, Collins & De Luca 1993, Physica D 65:117 (nearest neighbours at least one period apart, slope of the mean
 * log divergence); Bruijn 2013, J R Soc Interface 10:20120999 (five dimensions, time in strides, slope over 0 to 0.5 stride).
 * Needs: pieces stretched to 100 samples a stride on average; the value depends on the number of strides, so callers fix it.
 * Steps:
 * 1. States: five values, 10 samples apart. Only states that can be followed for 50 samples within their piece.
 * 2. Nearest neighbour of each (Euclidean), in another piece or more than one stride away; of equals the earlier one.
 * 3. Mean logarithm of the pairs' distances 0 to 50 samples later; pairs at distance 0 have no logarithm and are left out.
 * 4. Least-squares slope, times 100 samples a stride.
 * Differs from the source: several pieces; no state and no followed path crosses from one to the next.
 *
 * @param pieces one body axis, any unit, 100 samples a stride
 * @returns null when no state has a neighbour
 */
export function localDivergence(pieces: readonly Float64Array[]): LocalDivergence | null {
  // 1. and 2.
  const states = findNeighbours(pieces);
  // 3.
  sums.fill(0);
  counts.fill(0);
  addLogDistances(states, nearest, sums, counts);
  let pairs = 0;
  for (let state = 0; state < states.count; state++) if (nearest[state] >= 0) pairs++;
  if (pairs === 0 || counts.includes(0)) return null;
  const curve = new Float64Array(sums.length);
  for (let k = 0; k < curve.length; k++) curve[k] = sums[k] / counts[k];
  // 4.
  return { perStride: slope(curve) * SAMPLES_PER_STRIDE, curve, pairs };
}

/** Nearest neighbours as `localDivergence` finds them. @returns for every followable state its first sample and its neighbour's (-1 without any), pieces behind one another */
export function nearestNeighbours(pieces: readonly Float64Array[]): ReadonlyMap<number, number> {
  const { count, starts } = findNeighbours(pieces);
  return new Map(Array.from({ length: count }, (_, state) => [starts[state], nearest[state] < 0 ? -1 : starts[nearest[state]]]));
}

/** Steps 1 and 2: fills `nearest`. */
function findNeighbours(pieces: readonly Float64Array[]): States {
  reserve(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let samples = 0;
  let count = 0;
  for (let p = 0; p < pieces.length; p++) {
    const piece = pieces[p];
    x.set(piece, samples);
    for (let i = 0; i + SPAN + FOLLOWED < piece.length; i++, count++) {
      starts[count] = samples + i;
      clock[count] = samples + i + p * SAMPLES_PER_STRIDE;
    }
    samples += piece.length;
  }
  const states = { count, x, samples, starts, clock };
  findNearest(states, nearest);
  return states;
}

/** Least-squares slope over 0, 1, 2, ... */
function slope(y: Float64Array): number {
  const middle = (y.length - 1) / 2;
  let xy = 0;
  let xx = 0;
  for (let k = 0; k < y.length; k++) {
    xy += (k - middle) * y[k];
    xx += (k - middle) ** 2;
  }
  return xy / xx;
}

// Reused for every window; they grow to the longest one seen.
let x = new Float64Array(0);
let starts = new Int32Array(0);
let clock = new Int32Array(0);
/** Of every state its nearest one, -1 without any. */
let nearest = new Int32Array(0);
const sums = new Float64Array(FOLLOWED + 1);
const counts = new Int32Array(FOLLOWED + 1);

function reserve(n: number): void {
  if (x.length >= n) return;
  x = new Float64Array(n);
  starts = new Int32Array(n);
  clock = new Int32Array(n);
  nearest = new Int32Array(n);
}
