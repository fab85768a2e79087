// AssemblyScript. How well a pattern fits at every shift, four vectors of two shifts at a time; medians by counting.
// ../pattern.ts adds the same products in the same order, in TypeScript: change both. A median is one value, however it is found.

const VALUE: usize = 8;
/** Shifts of one round. */
const ROUND = 8;

/**
 * Of every shift: products with the pattern, and the power of the samples under it about their own mean, summed over channels.
 * @param near channels behind one another, each of `shifts + length - 1` samples, with room for 7 more behind the last
 * @param pattern channels behind one another, each of `length` samples, mean 0
 * @param cross, power one for each shift, `cross` with room for 7 more
 */
export function fit(near: usize, pattern: usize, channels: i32, length: i32, shifts: i32, cross: usize, power: usize): void {
  for (let s = 0; s < shifts; s += ROUND) {
    const to = cross + <usize>s * VALUE;
    for (let part: usize = 0; part < 64; part += 16) v128.store(to + part, f64x2.splat(0));
  }
  for (let s = 0; s < shifts; s++) store<f64>(power + <usize>s * VALUE, 0);
  const width = <usize>(shifts + length - 1) * VALUE;
  for (let c = 0; c < channels; c++) {
    const x = near + <usize>c * width;
    const t = pattern + <usize>(c * length) * VALUE;
    for (let s = 0; s < shifts; s += ROUND) {
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      let s2 = f64x2.splat(0);
      let s3 = f64x2.splat(0);
      let at = x + <usize>s * VALUE;
      for (let k = 0; k < length; k++) {
        const weight = v128.load64_splat(t + <usize>k * VALUE);
        s0 = f64x2.add(s0, f64x2.mul(v128.load(at), weight));
        s1 = f64x2.add(s1, f64x2.mul(v128.load(at, 16), weight));
        s2 = f64x2.add(s2, f64x2.mul(v128.load(at, 32), weight));
        s3 = f64x2.add(s3, f64x2.mul(v128.load(at, 48), weight));
        at += VALUE;
      }
      const to = cross + <usize>s * VALUE;
      v128.store(to, f64x2.add(v128.load(to), s0));
      v128.store(to, f64x2.add(v128.load(to, 16), s1), 16);
      v128.store(to, f64x2.add(v128.load(to, 32), s2), 32);
      v128.store(to, f64x2.add(v128.load(to, 48), s3), 48);
    }
    addPower(x, length, shifts, power);
  }
}

function addPower(x: usize, length: i32, shifts: i32, power: usize): void {
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let k = 0; k < length; k++) {
    const value = load<f64>(x + <usize>k * VALUE);
    sum += value;
    squares += value * value;
  }
  for (let s = 0; s < shifts; s++) {
    const to = power + <usize>s * VALUE;
    store<f64>(to, load<f64>(to) + max<f64>(0, squares - (sum * sum) / <f64>length));
    if (s + 1 == shifts) break;
    const leaves = load<f64>(x + <usize>s * VALUE);
    const enters = load<f64>(x + <usize>(s + length) * VALUE);
    sum += enters - leaves;
    squares += enters * enters - leaves * leaves;
  }
}

/**
 * Copies what lies under a pattern and its shifts, channel behind channel, each about its first value.
 * @param channels `channelBytes` apart @param first bytes from a channel's start @param width samples of each
 */
export function take(channels: usize, channelBytes: usize, count: i32, first: usize, width: i32, near: usize): void {
  for (let c = 0; c < count; c++) {
    const x = channels + <usize>c * channelBytes + first;
    const level = load<f64>(x);
    for (let at = x, end = x + <usize>width * VALUE; at < end; at += VALUE, near += VALUE) store<f64>(near, load<f64>(at) - level);
  }
}

/**
 * Rows of samples that follow events: row k holds sample k behind each of them.
 * @param x one channel @param starts sample of each event, i32
 */
export function gather(x: usize, starts: usize, events: i32, length: i32, rows: usize): void {
  const row = <usize>events * VALUE;
  for (let e = 0; e < events; e++) {
    let from = x + ((<usize>load<i32>(starts + ((<usize>e) << 2))) << 3);
    let to = rows + ((<usize>e) << 3);
    for (let k = 0; k < length; k++, from += VALUE, to += row) store<f64>(to, load<f64>(from));
  }
}

/** So few values are sorted. */
const FEW = 16;
/** Rounds that guess where the median is by the counts; every further one halves the range, which always ends. */
const GUESSES = 8;

/**
 * Median. Counting how many values lie below a limit needs no branch that could be guessed wrong; the range that holds the
 * median is narrowed until few values are left in it.
 * @param values `count` of them, finite, at least one
 * @param spare room for one more
 */
export function median(values: usize, count: i32, spare: usize): f64 {
  const rank = count >> 1;
  const end = values + <usize>count * VALUE;
  let lows = v128.load64_splat(values);
  let highs = lows;
  let at = values;
  for (; at + 2 * VALUE <= end; at += 2 * VALUE) {
    const two = v128.load(at);
    lows = f64x2.pmin(lows, two);
    highs = f64x2.pmax(highs, two);
  }
  if (at < end) {
    lows = f64x2.pmin(lows, v128.load64_splat(at));
    highs = f64x2.pmax(highs, v128.load64_splat(at));
  }
  let low = min<f64>(f64x2.extract_lane(lows, 0), f64x2.extract_lane(lows, 1));
  let high = max<f64>(f64x2.extract_lane(highs, 0), f64x2.extract_lane(highs, 1));
  // Values below `low`, at most `rank`; values below `high`, more than `rank`, unless it is the largest.
  let below = 0;
  let within = count;
  for (let round = 0; within > FEW; round++) {
    // As if the values lay evenly in the range; but not so near to an end of it that little would be gained.
    const share = round < GUESSES ? max(0.1, min(0.9, (<f64>(rank - below) + 0.5) / <f64>within)) : 0.5;
    const middle = low + share * (high - low);
    if (!(middle > low && middle < high)) break;
    const less = countBelow(values, end, middle);
    if (less > rank) {
      high = middle;
      within = less - below;
    } else {
      low = middle;
      within -= less - below;
      below = less;
    }
  }
  // Those left, sorted.
  let kept = 0;
  for (at = values; at < end; at += VALUE) {
    const value = load<f64>(at);
    // Written in any case, kept if it is in the range: there is no telling before.
    store<f64>(spare + <usize>kept * VALUE, value);
    kept += <i32>(value >= low) & <i32>(value <= high);
  }
  for (let k = 1; k < kept; k++) {
    const value = load<f64>(spare + <usize>k * VALUE);
    let place = spare + <usize>k * VALUE;
    for (; place > spare && load<f64>(place - VALUE) > value; place -= VALUE) store<f64>(place, load<f64>(place - VALUE));
    store<f64>(place, value);
  }
  const upper = load<f64>(spare + <usize>(rank - below) * VALUE);
  if (count & 1) return upper;
  return ((rank > below ? load<f64>(spare + <usize>(rank - below - 1) * VALUE) : highestBelow(values, end, low)) + upper) / 2;
}

function highestBelow(values: usize, end: usize, limit: f64): f64 {
  let highest: f64 = -Infinity;
  for (let at = values; at < end; at += VALUE) {
    const value = load<f64>(at);
    if (value < limit && value > highest) highest = value;
  }
  return highest;
}

function countBelow(values: usize, end: usize, limit: f64): i32 {
  const limits = f64x2.splat(limit);
  // A lane below is -1.
  let a = i64x2.splat(0);
  let b = i64x2.splat(0);
  let c = i64x2.splat(0);
  let d = i64x2.splat(0);
  let at = values;
  for (; at + 8 * VALUE <= end; at += 8 * VALUE) {
    a = i64x2.add(a, f64x2.lt(v128.load(at), limits));
    b = i64x2.add(b, f64x2.lt(v128.load(at, 16), limits));
    c = i64x2.add(c, f64x2.lt(v128.load(at, 32), limits));
    d = i64x2.add(d, f64x2.lt(v128.load(at, 48), limits));
  }
  const all = i64x2.add(i64x2.add(a, b), i64x2.add(c, d));
  let count = -<i32>(i64x2.extract_lane(all, 0) + i64x2.extract_lane(all, 1));
  for (; at < end; at += VALUE) count += <i32>(load<f64>(at) < limit);
  return count;
}
