/** Values are first sorted by which of 65536 even parts of their range they lie in, eight bits at a time. */
const HIGHEST_KEY = 65535;
const DIGITS = 256;

/**
 * Indices of the smallest to the largest value; equal ones in their order. Two counting passes sort by a coarse key, which costs
 * the same whatever the values; an insertion sort then finds little to do. A typed array's own sort with a comparison takes eight
 * times as long. Where values crowd into one 65536th of their range, the cost grows with the square of their number.
 * @param count values to sort, from the first
 * @returns array of `count` or more indices, overwritten by the next call
 */
export function ascending(values: Float64Array, count: number): Int32Array {
  if (order.length < count) [order, spare, keys] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const [a, b, key] = [order, spare, keys];
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > most) most = values[i];
  }
  const scale = HIGHEST_KEY / (most - least);
  // A signal that stays the same, or whose range no number holds, has one key; the rest is insertion's.
  const perUnit = scale < Infinity ? scale : 0;
  places.fill(0);
  for (let i = 0; i < count; i++) {
    a[i] = i;
    key[i] = (values[i] - least) * perUnit;
    places[key[i] & (DIGITS - 1)]++;
    places[DIGITS + (key[i] >> 8)]++;
  }
  distribute(a, b, count, key, 0);
  distribute(b, a, count, key, 8);
  for (let place = 1; place < count; place++) {
    const index = a[place];
    const value = values[index];
    let to = place;
    for (; to > 0 && values[a[to - 1]] > value; to--) a[to] = a[to - 1];
    a[to] = index;
  }
  return a;
}

/** One counting pass: stable, by the eight bits of the key above `shift`. */
function distribute(from: Int32Array, to: Int32Array, count: number, key: Int32Array, shift: 0 | 8): void {
  const first = shift === 0 ? 0 : DIGITS;
  for (let digit = 0, next = 0; digit < DIGITS; digit++) {
    const here = places[first + digit];
    places[first + digit] = next;
    next += here;
  }
  for (let i = 0; i < count; i++) {
    const index = from[i];
    to[places[first + ((key[index] >> shift) & (DIGITS - 1))]++] = index;
  }
}

// Reused; they grow to the most values seen.
let order = new Int32Array(0);
let spare = new Int32Array(0);
let keys = new Int32Array(0);
/** How many keys have each low digit, then each high one; later where the next of them goes. */
const places = new Int32Array(2 * DIGITS);
