// Samples from the lowest to the highest: as ../../../stability/ascending.ts, which tells why.

/** Values are first sorted by which of 65536 even parts of their range they lie in, eight bits at a time. */
const HIGHEST_KEY: f64 = 65535;
const DIGITS = 256;

/** One counting pass: stable, by the eight bits of the key above `shift`. @param from 0: the indices in their order */
function distribute(count: i32, keys: usize, shift: i32, from: usize, to: usize, places: usize): void {
  memory.fill(places, 0, DIGITS * 4);
  for (let key = keys, end = keys + ((<usize>count) << 1); key < end; key += 2) {
    const place = places + ((<usize>((<i32>load<u16>(key) >> shift) & (DIGITS - 1))) << 2);
    store<i32>(place, load<i32>(place) + 1);
  }
  let next = 0;
  for (let place = places, end = places + DIGITS * 4; place < end; place += 4) {
    const here = load<i32>(place);
    store<i32>(place, next);
    next += here;
  }
  for (let i = 0; i < count; i++) {
    const index = from == 0 ? i : <i32>load<u16>(from + ((<usize>i) << 1));
    const place = places + ((<usize>((<i32>load<u16>(keys + ((<usize>index) << 1)) >> shift) & (DIGITS - 1))) << 2);
    const at = load<i32>(place);
    store<i32>(place, at + 1);
    store<u16>(to + ((<usize>at) << 1), <u16>index);
  }
}

/**
 * @param x `count` finite numbers, f64
 * @param order receives their indices from the lowest to the highest, u16
 * @param sorted receives the numbers themselves in that order, f64; before that its front holds counts
 * @param spare, keys room for `count` numbers of 16 bits each
 */
export function sortSamples(count: i32, x: usize, order: usize, sorted: usize, spare: usize, keys: usize): void {
  let least = Infinity;
  let most = -Infinity;
  for (let at = x, end = x + ((<usize>count) << 3); at < end; at += 8) {
    const value = load<f64>(at);
    least = value < least ? value : least;
    most = value > most ? value : most;
  }
  // A signal that stays the same, or whose range no number holds, has one key; the rest is insertion's.
  const scale = HIGHEST_KEY / (most - least);
  const perUnit = scale < Infinity ? scale : 0;
  for (let i = 0; i < count; i++) {
    store<u16>(keys + ((<usize>i) << 1), <u16><i32>((load<f64>(x + ((<usize>i) << 3)) - least) * perUnit));
  }
  distribute(count, keys, 0, 0, spare, sorted);
  distribute(count, keys, 8, spare, order, sorted);
  for (let place = 0; place < count; place++) {
    const index = load<u16>(order + ((<usize>place) << 1));
    const value = load<f64>(x + ((<usize>index) << 3));
    let to = sorted + ((<usize>place) << 3);
    let toIndex = order + ((<usize>place) << 1);
    for (; to > sorted && load<f64>(to - 8) > value; to -= 8, toIndex -= 2) {
      store<f64>(to, load<f64>(to - 8));
      store<u16>(toIndex, load<u16>(toIndex - 2));
    }
    store<f64>(to, value);
    store<u16>(toIndex, index);
  }
}
