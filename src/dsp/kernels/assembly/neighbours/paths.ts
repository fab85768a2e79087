// How far pairs of states part.
import { DELAY, sampleOf } from './states';

const FOLLOWED: usize = 50;
/** Samples of a followed path: 50, and the 40 that a state reaches ahead. */
const PATH: usize = 90;
const VALUE: usize = 8;
/** Products outside this range are left to the caller. */
const LOWEST = 1e-250;
const HIGHEST = 1e250;
/** Bytes from `work`, where the squares of a path are, to other products. */
const PRODUCTS: usize = (PATH + 2) * VALUE;

/** Squared distances of two neighbouring samples of a path, added in the order of the delays. */
// @ts-ignore: decorator
@inline
function distances(at: usize): v128 {
  let squared = f64x2.add(v128.load(at), v128.load(at + DELAY));
  squared = f64x2.add(squared, v128.load(at + 2 * DELAY));
  squared = f64x2.add(squared, v128.load(at + 3 * DELAY));
  return f64x2.add(squared, v128.load(at + 4 * DELAY));
}

/**
 * Multiplies the squared distances of states and their neighbours, 0 to 50 samples later, onto 51 products.
 * @param x with room for a sample more
 * @param nearest of every state its neighbour or -1
 * @param products 51 numbers, f64
 * @param work room for 144 numbers
 * @returns the first state whose distances would bring a product out of range, not multiplied; `states` when there is none
 */
export function multiplyDistances(from: i32, states: i32, x: usize, starts: usize, nearest: usize, products: usize, work: usize): i32 {
  let held = products;
  let next = work + PRODUCTS;
  let state = from;
  for (; state < states; state++) {
    const neighbour = load<i32>(nearest + ((<usize>state) << 2));
    if (neighbour < 0) continue;
    const a = sampleOf(state, x, starts);
    const b = sampleOf(neighbour, x, starts);
    // Every sample's square serves five distances.
    for (let k: usize = 0; k <= PATH * VALUE; k += 2 * VALUE) {
      const difference = f64x2.sub(v128.load(a + k), v128.load(b + k));
      v128.store(work + k, f64x2.mul(difference, difference));
    }
    // What is inside the range is told by the least and the most of all.
    let low = f64x2.splat(1);
    let high = low;
    for (let k: usize = 0; k < FOLLOWED * VALUE; k += 2 * VALUE) {
      const product = f64x2.mul(v128.load(held + k), distances(work + k));
      v128.store(next + k, product);
      low = f64x2.pmin(low, product);
      high = f64x2.pmax(high, product);
    }
    const at = work + FOLLOWED * VALUE;
    const squared = load<f64>(at) + load<f64>(at + DELAY) + load<f64>(at + 2 * DELAY) + load<f64>(at + 3 * DELAY) + load<f64>(at + 4 * DELAY);
    const product = load<f64>(held + FOLLOWED * VALUE) * squared;
    store<f64>(next + FOLLOWED * VALUE, product);
    const isInside = v128.all_true<i64>(v128.and(f64x2.gt(low, f64x2.splat(LOWEST)), f64x2.lt(high, f64x2.splat(HIGHEST))));
    if (!isInside || !(product > LOWEST && product < HIGHEST)) break;
    const free = held;
    held = next;
    next = free;
  }
  if (held != products) memory.copy(products, held, (FOLLOWED + 1) * VALUE);
  return state;
}
