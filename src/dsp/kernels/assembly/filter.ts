// AssemblyScript. One second-order section over two signals at once, a lane each, two samples at a time.
// ../filter.ts computes the same in TypeScript, in the same order: change both.

const VALUE: usize = 8;

/** The numbers of `Recursion` (../filter.ts), in this order, 8 bytes each. */
const B0: usize = 0;
const A1: usize = 8;
const A2: usize = 16;
const C1: usize = 24;
const C2: usize = 32;
const P11: usize = 40;
const P21: usize = 48;
const D1: usize = 56;
const D2: usize = 64;
const START1: usize = 72;
const START2: usize = 80;

/**
 * In place, from the first sample to the last.
 * @param a, b two signals of `count` samples, at least one; or the same one twice
 */
export function forwards(a: usize, b: usize, count: i32, recursion: usize): void {
  const b0 = v128.load64_splat(recursion + B0);
  const a1 = v128.load64_splat(recursion + A1);
  const a2 = v128.load64_splat(recursion + A2);
  const c1 = v128.load64_splat(recursion + C1);
  const c2 = v128.load64_splat(recursion + C2);
  const p11 = v128.load64_splat(recursion + P11);
  const p21 = v128.load64_splat(recursion + P21);
  const d1 = v128.load64_splat(recursion + D1);
  const d2 = v128.load64_splat(recursion + D2);
  const first = f64x2.replace_lane(f64x2.splat(load<f64>(a)), 1, load<f64>(b));
  let s1 = f64x2.mul(first, v128.load64_splat(recursion + START1));
  let s2 = f64x2.mul(first, v128.load64_splat(recursion + START2));
  const end = a + <usize>(count & ~1) * VALUE;
  for (; a < end; a += 2 * VALUE, b += 2 * VALUE) {
    const ofA = v128.load(a);
    const ofB = v128.load(b);
    const v = v128.shuffle<f64>(ofA, ofB, 0, 2);
    const w = v128.shuffle<f64>(ofA, ofB, 1, 3);
    const one = f64x2.add(f64x2.mul(b0, v), s1);
    const two = f64x2.add(f64x2.mul(b0, w), f64x2.sub(f64x2.add(f64x2.mul(c1, v), s2), f64x2.mul(a1, s1)));
    v128.store(a, v128.shuffle<f64>(one, two, 0, 2));
    v128.store(b, v128.shuffle<f64>(one, two, 1, 3));
    const next = f64x2.add(f64x2.sub(f64x2.add(f64x2.mul(d1, v), f64x2.mul(c1, w)), f64x2.mul(a1, s2)), f64x2.mul(p11, s1));
    s2 = f64x2.add(f64x2.sub(f64x2.add(f64x2.mul(d2, v), f64x2.mul(c2, w)), f64x2.mul(a2, s2)), f64x2.mul(p21, s1));
    s1 = next;
  }
  if (count & 1) last(a, b, f64x2.add(f64x2.mul(b0, f64x2.replace_lane(f64x2.splat(load<f64>(a)), 1, load<f64>(b))), s1));
}

/** The same from the last sample to the first. */
export function backwards(a: usize, b: usize, count: i32, recursion: usize): void {
  const b0 = v128.load64_splat(recursion + B0);
  const a1 = v128.load64_splat(recursion + A1);
  const a2 = v128.load64_splat(recursion + A2);
  const c1 = v128.load64_splat(recursion + C1);
  const c2 = v128.load64_splat(recursion + C2);
  const p11 = v128.load64_splat(recursion + P11);
  const p21 = v128.load64_splat(recursion + P21);
  const d1 = v128.load64_splat(recursion + D1);
  const d2 = v128.load64_splat(recursion + D2);
  const begin = a;
  a += <usize>(count - 1) * VALUE;
  b += <usize>(count - 1) * VALUE;
  const first = f64x2.replace_lane(f64x2.splat(load<f64>(a)), 1, load<f64>(b));
  let s1 = f64x2.mul(first, v128.load64_splat(recursion + START1));
  let s2 = f64x2.mul(first, v128.load64_splat(recursion + START2));
  let left = count;
  for (; left > 1; left -= 2, a -= 2 * VALUE, b -= 2 * VALUE) {
    const ofA = v128.load(a - VALUE);
    const ofB = v128.load(b - VALUE);
    const v = v128.shuffle<f64>(ofA, ofB, 1, 3);
    const w = v128.shuffle<f64>(ofA, ofB, 0, 2);
    const one = f64x2.add(f64x2.mul(b0, v), s1);
    const two = f64x2.add(f64x2.mul(b0, w), f64x2.sub(f64x2.add(f64x2.mul(c1, v), s2), f64x2.mul(a1, s1)));
    v128.store(a - VALUE, v128.shuffle<f64>(two, one, 0, 2));
    v128.store(b - VALUE, v128.shuffle<f64>(two, one, 1, 3));
    const next = f64x2.add(f64x2.sub(f64x2.add(f64x2.mul(d1, v), f64x2.mul(c1, w)), f64x2.mul(a1, s2)), f64x2.mul(p11, s1));
    s2 = f64x2.add(f64x2.sub(f64x2.add(f64x2.mul(d2, v), f64x2.mul(c2, w)), f64x2.mul(a2, s2)), f64x2.mul(p21, s1));
    s1 = next;
  }
  if (a == begin) last(a, b, f64x2.add(f64x2.mul(b0, f64x2.replace_lane(f64x2.splat(load<f64>(a)), 1, load<f64>(b))), s1));
}

function last(a: usize, b: usize, out: v128): void {
  store<f64>(a, f64x2.extract_lane(out, 0));
  store<f64>(b, f64x2.extract_lane(out, 1));
}
