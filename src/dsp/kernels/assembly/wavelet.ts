// AssemblyScript. Weighted sums with even or odd weights, two outputs a vector, four vectors at a time.
// ../wavelet.ts holds the same sums, added in the same order, in TypeScript: change both.

/** Outputs of one round of the loop, and their bytes. */
const ROUND = 8;
const OUTPUT: usize = 8;

/** x[i + k] + x[i - k], or their difference. */
// @ts-ignore: decorator
@inline
function pair(odd: bool, ahead: v128, behind: v128): v128 {
  return odd ? f64x2.sub(ahead, behind) : f64x2.add(ahead, behind);
}

/**
 * out[i] = w[0] x[i] + sum of w[k] pair(x[i + k], x[i - k]) for k = 1 to half.
 * Reads and writes up to ROUND - 1 samples more than asked for.
 * @param x the sample of the first output; `half` samples lie before it
 */
// @ts-ignore: decorator
@inline
function fold(odd: bool, x: usize, weights: usize, half: i32, count: i32, out: usize): void {
  const w0 = v128.load64_splat(weights);
  for (let i = 0; i < count; i += ROUND) {
    const c = x + <usize>i * OUTPUT;
    let s0 = f64x2.mul(w0, v128.load(c));
    let s1 = f64x2.mul(w0, v128.load(c, 16));
    let s2 = f64x2.mul(w0, v128.load(c, 32));
    let s3 = f64x2.mul(w0, v128.load(c, 48));
    let ahead = c;
    let behind = c;
    let weight = weights;
    for (let k = 0; k < half; k++) {
      ahead += OUTPUT;
      behind -= OUTPUT;
      weight += OUTPUT;
      const w = v128.load64_splat(weight);
      s0 = f64x2.add(s0, f64x2.mul(w, pair(odd, v128.load(ahead), v128.load(behind))));
      s1 = f64x2.add(s1, f64x2.mul(w, pair(odd, v128.load(ahead, 16), v128.load(behind, 16))));
      s2 = f64x2.add(s2, f64x2.mul(w, pair(odd, v128.load(ahead, 32), v128.load(behind, 32))));
      s3 = f64x2.add(s3, f64x2.mul(w, pair(odd, v128.load(ahead, 48), v128.load(behind, 48))));
    }
    const to = out + <usize>i * OUTPUT;
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
}

export function foldEven(x: usize, weights: usize, half: i32, count: i32, out: usize): void {
  fold(false, x, weights, half, count, out);
}

export function foldOdd(x: usize, weights: usize, half: i32, count: i32, out: usize): void {
  fold(true, x, weights, half, count, out);
}
