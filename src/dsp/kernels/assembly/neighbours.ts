// AssemblyScript. Nearest neighbours of delayed states, and how far pairs of them part. ../neighbours.ts prepares the memory;
// ../neighboursScalar.ts finds the same neighbours and the same products in TypeScript: change both. The sizes are those of
// ../neighbourStates.ts.

/** Bytes from one value of a state to the next: ten samples. */
const DELAY: usize = 80;
const SAMPLES_PER_STRIDE = 100;
const FOLLOWED: usize = 50;
/** Samples of a followed path: 50, and the 40 that a state reaches ahead. */
const PATH: usize = 90;
/** Products outside this range are left to the caller. */
const LOWEST = 1e-250;
const HIGHEST = 1e250;
/** No rough distance is further from the exact one: half a unit for each of two values, in five directions, is 2.236. */
const ROUGHNESS = 2.25;

/** Squared distance of the states at two samples, added in the order of the delays. */
// @ts-ignore: decorator
@inline
function squaredDistance(a: usize, b: usize): f64 {
  let difference = load<f64>(a) - load<f64>(b);
  let squared = difference * difference;
  difference = load<f64>(a + DELAY) - load<f64>(b + DELAY);
  squared += difference * difference;
  difference = load<f64>(a + 2 * DELAY) - load<f64>(b + 2 * DELAY);
  squared += difference * difference;
  difference = load<f64>(a + 3 * DELAY) - load<f64>(b + 3 * DELAY);
  squared += difference * difference;
  difference = load<f64>(a + 4 * DELAY) - load<f64>(b + 4 * DELAY);
  return squared + difference * difference;
}

// @ts-ignore: decorator
@inline
function sampleOf(state: i32, x: usize, starts: usize): usize {
  return x + (<usize>load<i32>(starts + ((<usize>state) << 2)) << 3);
}

// @ts-ignore: decorator
@inline
function clockOf(state: i32, clock: usize): i32 {
  return load<i32>(clock + ((<usize>state) << 2));
}

/** States whose rough squared distance is below this may be as near as `best`. */
// @ts-ignore: decorator
@inline
function roughLimit(best: f64, scale: f64): v128 {
  if (!(best < Infinity)) return i32x4.splat(i32.MAX_VALUE);
  const reach = sqrt(best) * scale + ROUGHNESS;
  return i32x4.splat(<i32>min(reach * reach + 1, <f64>i32.MAX_VALUE));
}

/** Rough squared distances of four states; three columns, `column` bytes apart, of two values of 16 bits a state. */
// @ts-ignore: decorator
@inline
function roughDistances(at: usize, column: usize, a01: v128, a23: v128, a4: v128): v128 {
  const d01 = i16x8.sub(v128.load(at), a01);
  const d23 = i16x8.sub(v128.load(at + column), a23);
  const d4 = i16x8.sub(v128.load(at + 2 * column), a4);
  return i32x4.add(i32x4.add(i32x4.dot_i16x8_s(d01, d01), i32x4.dot_i16x8_s(d23, d23)), i32x4.dot_i16x8_s(d4, d4));
}

/**
 * Nearest state of every state, more than a stride away by the clock; of equals the earliest, -1 without any.
 * All candidates are looked at roughly, eight at a time, in whole numbers; those that may be nearer than the best so far are
 * measured exactly.
 * @param x samples, f64
 * @param starts, clock of every state its first sample, and its time; i32, ascending
 * @param rough three columns of rough values, `column` bytes apart, with room for 7 more states
 * @param scale rough units in one of the signal's
 * @param nearest i32
 */
export function findNearest(states: i32, x: usize, starts: usize, clock: usize, rough: usize, column: usize, scale: f64, nearest: usize): void {
  let guess = -1;
  // States from `low` to before `high` are too close in time.
  let low = 0;
  let high = 0;
  for (let state = 0; state < states; state++) {
    const time = clockOf(state, clock);
    while (clockOf(low, clock) < time - SAMPLES_PER_STRIDE) low++;
    while (high < states && clockOf(high, clock) <= time + SAMPLES_PER_STRIDE) high++;
    const sample = sampleOf(state, x, starts);
    let found = -1;
    let best = Infinity;
    // What follows the neighbour of the state before is a good first guess.
    if (guess >= 0 && guess < states && (guess < low || guess >= high)) {
      const squared = squaredDistance(sample, sampleOf(guess, x, starts));
      if (squared < Infinity) {
        best = squared;
        found = guess;
      }
    }
    let limit = roughLimit(best, scale);
    const own = rough + ((<usize>state) << 2);
    const a01 = v128.load32_splat(own);
    const a23 = v128.load32_splat(own + column);
    const a4 = v128.load32_splat(own + 2 * column);
    for (let side = 0; side < 2; side++) {
      const end = side == 0 ? low : states;
      for (let from = side == 0 ? 0 : high; from < end; from += 8) {
        const at = rough + ((<usize>from) << 2);
        const nearA = i32x4.gt_s(limit, roughDistances(at, column, a01, a23, a4));
        const nearB = i32x4.gt_s(limit, roughDistances(at + 16, column, a01, a23, a4));
        if (!v128.any_true(v128.or(nearA, nearB))) continue;
        for (let near = i32x4.bitmask(nearA) | (i32x4.bitmask(nearB) << 4); near != 0; near &= near - 1) {
          const other = from + ctz(near);
          if (other >= end) break;
          const squared = squaredDistance(sample, sampleOf(other, x, starts));
          if (squared < best || (squared == best && other < found)) {
            best = squared;
            found = other;
          }
        }
        limit = roughLimit(best, scale);
      }
    }
    store<i32>(nearest + ((<usize>state) << 2), found);
    guess = found < 0 ? -1 : found + 1;
  }
}

/**
 * Multiplies the squared distances of states and their neighbours, 0 to 50 samples later, onto 51 products.
 * @param nearest of every state its neighbour or -1
 * @param products 51 numbers, f64
 * @param work room for 144 numbers
 * @returns the first state whose distances would bring a product out of range, not multiplied; `states` when there is none
 */
export function multiplyDistances(from: i32, states: i32, x: usize, starts: usize, nearest: usize, products: usize, work: usize): i32 {
  const next = work + 92 * 8;
  const lowest = f64x2.splat(LOWEST);
  const highest = f64x2.splat(HIGHEST);
  for (let state = from; state < states; state++) {
    const neighbour = load<i32>(nearest + ((<usize>state) << 2));
    if (neighbour < 0) continue;
    const a = sampleOf(state, x, starts);
    const b = sampleOf(neighbour, x, starts);
    // Every sample's square serves five distances.
    for (let k: usize = 0; k < PATH * 8; k += 16) {
      const difference = f64x2.sub(v128.load(a + k), v128.load(b + k));
      v128.store(work + k, f64x2.mul(difference, difference));
    }
    const last = load<f64>(a + PATH * 8) - load<f64>(b + PATH * 8);
    store<f64>(work + PATH * 8, last * last);
    let inside = i64x2.splat(-1);
    for (let k: usize = 0; k < FOLLOWED * 8; k += 16) {
      const at = work + k;
      let squared = f64x2.add(v128.load(at), v128.load(at + DELAY));
      squared = f64x2.add(squared, v128.load(at + 2 * DELAY));
      squared = f64x2.add(squared, v128.load(at + 3 * DELAY));
      squared = f64x2.add(squared, v128.load(at + 4 * DELAY));
      const product = f64x2.mul(v128.load(products + k), squared);
      v128.store(next + k, product);
      inside = v128.and(inside, v128.and(f64x2.gt(product, lowest), f64x2.lt(product, highest)));
    }
    const at = work + FOLLOWED * 8;
    const squared = load<f64>(at) + load<f64>(at + DELAY) + load<f64>(at + 2 * DELAY) + load<f64>(at + 3 * DELAY) + load<f64>(at + 4 * DELAY);
    const product = load<f64>(products + FOLLOWED * 8) * squared;
    if (!i64x2.all_true(inside) || !(product > LOWEST && product < HIGHEST)) return state;
    memory.copy(products, next, FOLLOWED * 8);
    store<f64>(products + FOLLOWED * 8, product);
  }
  return states;
}
