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

/** So few values are sorted. */
const FEW = 16;

/**
 * Median. Counting how many values lie below a limit needs no branch that could be guessed wrong; the range that holds the
 * median is halved until few values are left in it.
 * @param values `count` of them, finite, at least one
 * @param spare room for as many
 */
export function median(values: usize, count: i32, spare: usize): f64 {
  const rank = count >> 1;
  const end = values + <usize>count * VALUE;
  let low = load<f64>(values);
  let high = low;
  for (let at = values; at < end; at += VALUE) {
    const value = load<f64>(at);
    low = min<f64>(low, value);
    high = max<f64>(high, value);
  }
  // Values below `low`, at most `rank`; values below `high`, more than `rank`, unless it is the largest.
  let below = 0;
  let within = count;
  while (within > FEW) {
    const middle = low + 0.5 * (high - low);
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
  let beneath: f64 = -Infinity;
  for (let at = values; at < end; at += VALUE) {
    const value = load<f64>(at);
    if (value < low) beneath = max<f64>(beneath, value);
    else if (value <= high) {
      let place = spare + <usize>kept * VALUE;
      for (; place > spare && load<f64>(place - VALUE) > value; place -= VALUE) store<f64>(place, load<f64>(place - VALUE));
      store<f64>(place, value);
      kept++;
    }
  }
  const upper = load<f64>(spare + <usize>(rank - below) * VALUE);
  if (count & 1) return upper;
  const lower = rank > below ? load<f64>(spare + <usize>(rank - below - 1) * VALUE) : beneath;
  return (lower + upper) / 2;
}

function countBelow(values: usize, end: usize, limit: f64): i32 {
  const limits = f64x2.splat(limit);
  // A lane below is -1.
  let a = i64x2.splat(0);
  let b = i64x2.splat(0);
  let at = values;
  for (; at + 4 * VALUE <= end; at += 4 * VALUE) {
    a = i64x2.add(a, f64x2.lt(v128.load(at), limits));
    b = i64x2.add(b, f64x2.lt(v128.load(at, 16), limits));
  }
  const both = i64x2.add(a, b);
  let count = -<i32>(i64x2.extract_lane(both, 0) + i64x2.extract_lane(both, 1));
  for (; at < end; at += VALUE) count += <i32>(load<f64>(at) < limit);
  return count;
}
