/** State space of Bruijn 2013: five delayed copies, a tenth of a stride apart at 100 samples a stride. */
export const SAMPLES_PER_STRIDE = 100;
const DIMENSIONS = 5;
const DELAY = 10;
const SPAN = (DIMENSIONS - 1) * DELAY;
/** Divergence is followed and its slope fitted over the first half stride. */
const FOLLOWED = SAMPLES_PER_STRIDE / 2;

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
 * 2. Nearest neighbour of each (Euclidean), in another piece or more than one stride away. States sorted by their first value:
 *    the search goes outwards and stops where that value alone is further away than the best; of equals the earlier one.
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
  products.fill(1);
  let pairs = 0;
  for (let s = 0; s < states; s++) {
    const [i, j] = [order[s], neighbours[s]];
    if (j < 0) continue;
    pairs++;
    for (let k = 0; k <= FOLLOWED; k++) {
      const squared = squaredDistance(i + k, j + k);
      if (squared === 0) continue;
      // One logarithm for many distances: they are multiplied while the product can hold them.
      const product = products[k] * squared;
      if (product > 1e-250 && product < 1e250) products[k] = product;
      else {
        sums[k] += 0.5 * Math.log(products[k]);
        products[k] = squared;
      }
      counts[k]++;
    }
  }
  for (let k = 0; k <= FOLLOWED; k++) sums[k] += 0.5 * Math.log(products[k]);
  if (pairs === 0 || counts.includes(0)) return null;
  const curve = sums.map((sum, k) => sum / counts[k]);
  // 4.
  return { perStride: slope(curve) * SAMPLES_PER_STRIDE, curve, pairs };
}

/** Nearest neighbours as `localDivergence` finds them. @returns for every followable state its first sample and its neighbour's (-1 without any), pieces behind one another */
export function nearestNeighbours(pieces: readonly Float64Array[]): ReadonlyMap<number, number> {
  const states = findNeighbours(pieces);
  return new Map(Array.from(order.subarray(0, states), (start, s) => [start, neighbours[s]]));
}

/** Steps 1 and 2: fills `order` and `neighbours`. @returns how many states there are */
function findNeighbours(pieces: readonly Float64Array[]): number {
  reserve(pieces.reduce((sum, piece) => sum + piece.length, 0));
  // 1. One column, pieces behind one another, and where followable states start.
  let at = 0;
  let states = 0;
  pieces.forEach((piece, p) => {
    x.set(piece, at);
    for (let i = 0; i < piece.length; i++, at++) {
      pieceOf[at] = p;
      if (i + SPAN + FOLLOWED < piece.length) order[states++] = at;
    }
  });
  // 2.
  order.subarray(0, states).sort((a, b) => x[a] - x[b] || a - b);
  placeOf.fill(-1);
  for (let p = 0; p < states; p++) {
    const i = order[p];
    placeOf[i] = p;
    c0[p] = x[i];
    c1[p] = x[i + DELAY];
    c2[p] = x[i + 2 * DELAY];
    c3[p] = x[i + 3 * DELAY];
    c4[p] = x[i + 4 * DELAY];
  }
  // In order of time: what followed the neighbour of the state before is a good first guess, and prunes most of the search.
  let guess = -1;
  for (let i = 0; i < at; i++) {
    const p = placeOf[i];
    if (p < 0) continue;
    neighbours[p] = nearest(p, states, guess + 1);
    guess = neighbours[p];
  }
  return states;
}

/** Whether two states may be neighbours: in different pieces, or more than a stride apart. */
function apart(i: number, j: number): boolean {
  return pieceOf[i] !== pieceOf[j] || Math.abs(i - j) > SAMPLES_PER_STRIDE;
}

/** Start of the nearest state to the one at place `p` of the order, -1 without any. @param guess start of a state that may be near */
function nearest(p: number, states: number, guess: number): number {
  const i = order[p];
  const usable = guess > 0 && guess < placeOf.length && placeOf[guess] >= 0 && apart(i, guess);
  let best = usable ? squaredDistance(i, guess) : Infinity;
  let found = usable ? guess : -1;
  const [a0, a1, a2, a3, a4] = [c0[p], c1[p], c2[p], c3[p], c4[p]];
  for (const direction of OUTWARDS) {
    for (let q = p + direction; q >= 0 && q < states; q += direction) {
      let squared = (c0[q] - a0) * (c0[q] - a0);
      if (squared > best) break;
      squared += (c1[q] - a1) * (c1[q] - a1);
      if (squared > best) continue;
      squared += (c2[q] - a2) * (c2[q] - a2);
      if (squared > best) continue;
      squared += (c3[q] - a3) * (c3[q] - a3);
      if (squared > best) continue;
      squared += (c4[q] - a4) * (c4[q] - a4);
      if (squared > best) continue;
      const j = order[q];
      if (!apart(i, j) || (squared === best && j >= found)) continue;
      best = squared;
      found = j;
    }
  }
  return found;
}

const OUTWARDS = [1, -1] as const;

/** Squared distance of two states. */
function squaredDistance(i: number, j: number): number {
  let squared = 0;
  for (let d = 0; d <= SPAN; d += DELAY) {
    const difference = x[i + d] - x[j + d];
    squared += difference * difference;
  }
  return squared;
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
let pieceOf = new Int32Array(0);
let order = new Int32Array(0);
let neighbours = new Int32Array(0);
/** The five values of each state, in that order: the search reads them one after the other. */
let [c0, c1, c2, c3, c4] = Array.from({ length: DIMENSIONS }, () => new Float64Array(0));
/** Place of each sample's state in the order, -1 where none starts. */
let placeOf = new Int32Array(0);
const sums = new Float64Array(FOLLOWED + 1);
const counts = new Int32Array(FOLLOWED + 1);
const products = new Float64Array(FOLLOWED + 1);

function reserve(n: number): void {
  if (x.length >= n) return;
  x = new Float64Array(n);
  pieceOf = new Int32Array(n);
  order = new Int32Array(n);
  neighbours = new Int32Array(n);
  placeOf = new Int32Array(n);
  [c0, c1, c2, c3, c4] = Array.from({ length: DIMENSIONS }, () => new Float64Array(n));
}
