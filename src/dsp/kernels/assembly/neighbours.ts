// AssemblyScript. Nearest neighbours of delayed states, and how far pairs of them part. ../neighbours.ts prepares the memory;
// ../neighboursScalar.ts finds the same neighbours and the same products in TypeScript: change both. The sizes are those of
// ../neighbourStates.ts.
import { BLOCK, ROUND, roughOf, sortRoughly } from './neighbours/rough';
import { sampleOf, squaredDistance } from './neighbours/states';

export { multiplyDistances } from './neighbours/paths';

const SAMPLES_PER_STRIDE = 100;
/** No rough distance is further from the exact one: half a unit for each of two values, in five directions, is 2.236. */
const ROUGHNESS = 2.25;
/** The sixth coordinate of states that are too close in time: as far away as 16 bits go. */
const AWAY: i16 = 32767;
/** Bytes from a state's coordinates to its sixth. */
const SIXTH: usize = 34;
/** Nearer than that, and further than any two states are roughly. */
const ANYWHERE: f64 = 32766;

/** How far apart two states may roughly be that may be as near as `best`. */
// @ts-ignore: decorator
@inline
function reachOf(best: f64, scale: f64): f64 {
  return best < Infinity ? min(sqrt(best) * scale + ROUGHNESS, ANYWHERE) : ANYWHERE;
}

/** Rough squared distances of the four states of a block. */
// @ts-ignore: decorator
@inline
function roughDistances(block: usize, own01: v128, own23: v128, own4: v128): v128 {
  const d01 = i16x8.sub(v128.load(block), own01);
  const d23 = i16x8.sub(v128.load(block, 16), own23);
  const d4 = i16x8.sub(v128.load(block, 32), own4);
  return i32x4.add(i32x4.add(i32x4.dot_i16x8_s(d01, d01), i32x4.dot_i16x8_s(d23, d23)), i32x4.dot_i16x8_s(d4, d4));
}

// @ts-ignore: decorator
@inline
function ofState(column: usize, state: i32): i32 {
  return load<i32>(column + ((<usize>state) << 2));
}

/**
 * Nearest state of every state, more than a stride away by the clock; of equals the earliest, -1 without any.
 * States are sorted along one direction. From a state on the search goes both ways until that direction alone is further than the
 * best so far; what lies between is looked at roughly, sixteen at a time, in whole numbers, and what may be nearer is measured exactly.
 * @param x samples, f64
 * @param starts, clock of every state its first sample, and its time; i32, ascending
 * @param middle, scale rough values are the signal's, less the middle, times the scale: within ±7300
 * @param columns room for five columns of i32, `columnBytes` apart, and 256 more
 * @param columnBytes room for the states and 16 more at either end, whole vectors
 * @param place, order, keys, rough room for one column each, and for three of `rough`
 * @param nearest i32
 */
export function findNearest(
  states: i32, x: usize, starts: usize, clock: usize, middle: f64, scale: f64, columns: usize, columnBytes: usize, place: usize, order: usize, keys: usize, rough: usize, nearest: usize,
): void {
  // Room before the first state.
  order += ROUND * 4;
  keys += ROUND * 4;
  rough += ROUND * 12;
  sortRoughly(states, x, starts, middle, scale, columns, columnBytes, place, order, keys, rough);
  for (let p = 0; p < states; p++) store<i32>(place + ((<usize>ofState(order, p)) << 2), p);
  // A hint: a state that was found to be near, from the other one's side.
  memory.fill(nearest, 0xff, (<usize>states) << 2);

  let previous = -2;
  // States from `low` to before `high` are too close in time: they are put away.
  let low = 0;
  let high = 0;
  for (let state = 0; state < states; state++) {
    const time = ofState(clock, state);
    for (; ofState(clock, low) < time - SAMPLES_PER_STRIDE; low++) store<i16>(roughOf(rough, ofState(place, low)), 0, SIXTH);
    for (; high < states && ofState(clock, high) <= time + SAMPLES_PER_STRIDE; high++) store<i16>(roughOf(rough, ofState(place, high)), AWAY, SIXTH);
    const sample = sampleOf(state, x, starts);
    let found = ofState(nearest, state);
    let best = found < 0 ? Infinity : squaredDistance(sample, sampleOf(found, x, starts));
    // What follows the neighbour of the state before is a good first guess.
    for (let guess = max(previous, 0), last = min(previous + 3, states); guess < last; guess++) {
      if (guess >= low && guess < high) continue;
      const squared = squaredDistance(sample, sampleOf(guess, x, starts));
      if (squared < best || (squared == best && guess < found)) {
        best = squared;
        found = guess;
      }
    }
    let reach = reachOf(best, scale);
    let limit = i32x4.splat(<i32>(reach * reach + 1));
    let furthest = <i32>reach;
    const p = ofState(place, state);
    const own = roughOf(rough, p);
    const key = ofState(keys, p);
    const own01 = v128.load32_splat(own);
    const own23 = v128.load32_splat(own, 16);
    const own4 = v128.and(v128.load32_splat(own, 32), i32x4.splat(0xffff));
    for (let direction = 1; direction >= -1; direction -= 2) {
      // The first round begins with the state's own block; of every round the edge is the nearest.
      const step = direction * ROUND;
      const edge = direction > 0 ? 0 : ROUND - 1;
      for (let from = (p & ~3) + (direction > 0 ? 0 : -ROUND); from < states && from > -ROUND; from += step) {
        if ((ofState(keys, from + edge) - key) * direction > furthest) break;
        const at = rough + (<usize>(from >> 2)) * BLOCK;
        const a = roughDistances(at, own01, own23, own4);
        const b = roughDistances(at + BLOCK, own01, own23, own4);
        const c = roughDistances(at + 2 * BLOCK, own01, own23, own4);
        const d = roughDistances(at + 3 * BLOCK, own01, own23, own4);
        if (!v128.any_true(i32x4.gt_s(limit, i32x4.min_s(i32x4.min_s(a, b), i32x4.min_s(c, d))))) continue;
        let near = i32x4.bitmask(i32x4.gt_s(limit, a)) | (i32x4.bitmask(i32x4.gt_s(limit, b)) << 4);
        near |= (i32x4.bitmask(i32x4.gt_s(limit, c)) << 8) | (i32x4.bitmask(i32x4.gt_s(limit, d)) << 12);
        for (; near != 0; near &= near - 1) {
          const q = from + ctz(near);
          if (<u32>q >= <u32>states) continue;
          const other = ofState(order, q);
          const squared = squaredDistance(sample, sampleOf(other, x, starts));
          if (other > state && squared < Infinity) store<i32>(nearest + ((<usize>other) << 2), state);
          if (squared < best || (squared == best && other < found)) {
            best = squared;
            found = other;
          }
        }
        reach = reachOf(best, scale);
        limit = i32x4.splat(<i32>(reach * reach + 1));
        furthest = <i32>reach;
      }
    }
    store<i32>(nearest + ((<usize>state) << 2), found);
    previous = found < 0 ? -2 : found;
  }
}
