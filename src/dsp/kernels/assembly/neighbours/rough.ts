// States roughly: in whole numbers of 16 bits, along directions in which a walk's states lie far apart, sorted along one of them.
import { DELAY, sampleOf } from './states';

/** States of one round of the search; as many may be read before the first and behind the last. */
export const ROUND = 16;
/** Coordinates of four states lie together: bytes of such a block, and of one of its three vectors. */
export const BLOCK: usize = 48;
const VECTOR: usize = 16;
const DIRECTIONS = 5;

/**
 * The five values of a state turned about: a cosine transform of them. It is a rotation, so distances stay as they are, but unlike
 * neighbouring values its coordinates are hardly alike.
 */
const ROOT_FIFTH = 0.4472135954999579;
const ROOT_TWO_FIFTHS = 0.6324555320336759;
const COS_18 = 0.9510565162951535;
const COS_36 = 0.8090169943749475;
const COS_54 = 0.5877852522924731;
const COS_72 = 0.30901699437494745;

/** Keys are not negative and have 15 bits. */
const KEY_OFFSET = 16384;
const DIGITS = 256;

/** Adding it leaves a number that is rounded to a whole one in the lower half of its bits. */
const ROUNDING = 6755399441055744.0;
/** Sum and squares of a direction's values, two lanes of each. */
const STATISTICS: usize = 32;

/** A value of two states. */
// @ts-ignore: decorator
@inline
function both(a: usize, b: usize, middle: v128, scale: v128): v128 {
  return f64x2.mul(f64x2.sub(v128.load64_lane(b, v128.load64_zero(a), 1), middle), scale);
}

/** Writes two rounded coordinates, and adds to their direction's statistics. */
// @ts-ignore: decorator
@inline
function put(value: v128, to: usize, next: usize, statistics: usize): void {
  const rounding = f64x2.splat(ROUNDING);
  const rounded = f64x2.add(value, rounding);
  v128.store32_lane(to, rounded, 0);
  v128.store32_lane(next, rounded, 2);
  const whole = f64x2.sub(rounded, rounding);
  v128.store(statistics, f64x2.add(v128.load(statistics), whole));
  v128.store(statistics, f64x2.add(v128.load(statistics, 16), f64x2.mul(whole, whole)), 16);
}

/** Writes each state's rough coordinates, one column of i32 for each, two states at a time, and the statistics of the directions. */
function turn(states: i32, x: usize, starts: usize, middle: f64, scale: f64, columns: usize, columnBytes: usize, statistics: usize): void {
  const middles = f64x2.splat(middle);
  const scales = f64x2.splat(scale);
  memory.fill(statistics, 0, DIRECTIONS * STATISTICS);
  for (let state = 0; state < states; state += 2) {
    // The last of an odd number is its own pair.
    const other = min(state + 1, states - 1);
    const a = sampleOf(state, x, starts);
    const b = sampleOf(other, x, starts);
    const v0 = both(a, b, middles, scales);
    const v1 = both(a + DELAY, b + DELAY, middles, scales);
    const v2 = both(a + 2 * DELAY, b + 2 * DELAY, middles, scales);
    const v3 = both(a + 3 * DELAY, b + 3 * DELAY, middles, scales);
    const v4 = both(a + 4 * DELAY, b + 4 * DELAY, middles, scales);
    const outer = f64x2.add(v0, v4);
    const inner = f64x2.add(v1, v3);
    const outerSlope = f64x2.sub(v0, v4);
    const innerSlope = f64x2.sub(v1, v3);
    const to = columns + ((<usize>state) << 2);
    const next = columns + ((<usize>other) << 2);
    const w18 = f64x2.splat(ROOT_TWO_FIFTHS * COS_18);
    const w36 = f64x2.splat(ROOT_TWO_FIFTHS * COS_36);
    const w54 = f64x2.splat(ROOT_TWO_FIFTHS * COS_54);
    const w72 = f64x2.splat(ROOT_TWO_FIFTHS * COS_72);
    const middleOne = f64x2.mul(f64x2.splat(ROOT_TWO_FIFTHS), v2);
    put(f64x2.mul(f64x2.splat(ROOT_FIFTH), f64x2.add(f64x2.add(outer, inner), v2)), to, next, statistics);
    put(f64x2.add(f64x2.mul(w18, outerSlope), f64x2.mul(w54, innerSlope)), to + columnBytes, next + columnBytes, statistics + STATISTICS);
    put(f64x2.sub(f64x2.sub(f64x2.mul(w36, outer), f64x2.mul(w72, inner)), middleOne), to + 2 * columnBytes, next + 2 * columnBytes, statistics + 2 * STATISTICS);
    put(f64x2.sub(f64x2.mul(w54, outerSlope), f64x2.mul(w18, innerSlope)), to + 3 * columnBytes, next + 3 * columnBytes, statistics + 3 * STATISTICS);
    put(f64x2.add(f64x2.sub(f64x2.mul(w72, outer), f64x2.mul(w36, inner)), middleOne), to + 4 * columnBytes, next + 4 * columnBytes, statistics + 4 * STATISTICS);
  }
}

/** How far apart the values of a direction lie: about their sum of squares about the mean. */
function spreadOf(states: i32, statistics: usize): f64 {
  const sum = load<f64>(statistics) + load<f64>(statistics, 8);
  return load<f64>(statistics, 16) + load<f64>(statistics, 24) - (sum * sum) / <f64>states;
}

/** One counting pass over indices by eight bits of their keys; stable. @param from 0: the indices in their order */
function distribute(count: i32, keys: usize, shift: i32, from: usize, to: usize, counts: usize): void {
  memory.fill(counts, 0, DIGITS * 4);
  for (let at = keys, end = keys + ((<usize>count) << 2); at < end; at += 4) {
    const place = counts + ((<usize>(((load<i32>(at) + KEY_OFFSET) >> shift) & (DIGITS - 1))) << 2);
    store<i32>(place, load<i32>(place) + 1);
  }
  let next = 0;
  for (let place = counts, end = counts + DIGITS * 4; place < end; place += 4) {
    const here = load<i32>(place);
    store<i32>(place, next);
    next += here;
  }
  for (let i = 0; i < count; i++) {
    const index = from == 0 ? i : load<i32>(from + ((<usize>i) << 2));
    const place = counts + ((<usize>(((load<i32>(keys + ((<usize>index) << 2)) + KEY_OFFSET) >> shift) & (DIGITS - 1))) << 2);
    const at = load<i32>(place);
    store<i32>(place, at + 1);
    store<i32>(to + ((<usize>at) << 2), index);
  }
}

/** Two values of 16 bits in one number. */
// @ts-ignore: decorator
@inline
function pair(low: i32, high: i32): i32 {
  return (low & 0xffff) | (high << 16);
}

/**
 * Sorts the states along their widest direction: in it the fewest of them are near one another.
 * @param columns room for five columns of i32, `columnBytes` apart, behind them for 256 more
 * @param spare room for one column
 * @param order receives the states from the lowest to the highest, i32
 * @param keys receives their rough places in that direction, i32
 * @param rough receives their coordinates in blocks of four states, see `roughOf`
 */
export function sortRoughly(
  states: i32, x: usize, starts: usize, middle: f64, scale: f64, columns: usize, columnBytes: usize, spare: usize, order: usize, keys: usize, rough: usize,
): void {
  const counts = columns + DIRECTIONS * columnBytes;
  turn(states, x, starts, middle, scale, columns, columnBytes, counts);
  let widest = columns;
  let most: f64 = -1;
  for (let d = 0; d < DIRECTIONS; d++) {
    const column = columns + <usize>d * columnBytes;
    const spread = spreadOf(states, counts + <usize>d * STATISTICS);
    if (!(spread > most)) continue;
    most = spread;
    widest = column;
  }
  distribute(states, widest, 0, 0, spare, counts);
  distribute(states, widest, 8, spare, order, counts);
  for (let at: usize = 0, end = (<usize>states) << 2; at < end; at += 4) {
    const own = (<usize>load<i32>(order + at)) << 2;
    const c = columns + own;
    const to = roughOf(rough, <i32>(at >> 2));
    store<i32>(keys + at, load<i32>(widest + own));
    store<i32>(to, pair(load<i32>(c), load<i32>(c + columnBytes)));
    store<i32>(to, pair(load<i32>(c + 2 * columnBytes), load<i32>(c + 3 * columnBytes)), VECTOR);
    store<i32>(to, pair(load<i32>(c + 4 * columnBytes), 0), 2 * VECTOR);
  }
}

/** Where the coordinates of the state at a place lie: two of 16 bits, two more a vector on, and the fifth with a sixth that is 0 another one on. */
// @ts-ignore: decorator
@inline
export function roughOf(rough: usize, place: i32): usize {
  return rough + <usize>(place >> 2) * BLOCK + (<usize>(place & 3) << 2);
}
