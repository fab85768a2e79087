// Autocorrelation of two signals, hop by hop in the spectrum: part of ../windowed.ts.

/** conj(x) y: real parts. */
// @ts-ignore: decorator
@inline
function productRe(xr: v128, xi: v128, yr: v128, yi: v128): v128 {
  return f64x2.add(f64x2.mul(xr, yr), f64x2.mul(xi, yi));
}

// @ts-ignore: decorator
@inline
function productIm(xr: v128, xi: v128, yr: v128, yi: v128): v128 {
  return f64x2.sub(f64x2.mul(xr, yi), f64x2.mul(xi, yr));
}

/** See addProducts in ../../windowed/scalarLoops.ts. A bin is 32 bytes: re, re, im, im. `out`: the two signals behind one another. */
export function lagProducts(
  bins: i32, a: usize, b: usize, c: usize, d: usize, one: usize, oneBefore: usize, two: usize, twoBefore: usize, twoFifth: usize, oneSeventh: usize, out: usize,
): void {
  const size = (bins - 1) << 1;
  const other = out + (<usize>size << 3);
  for (let k = 0; k < bins; k++) {
    const i = <usize>k << 5;
    let sr = v128.load(a + i);
    let si = v128.load(a + i, 16);
    let re = f64x2.add(f64x2.mul(sr, sr), f64x2.mul(si, si));
    let xr = v128.load(b + i);
    let xi = v128.load(b + i, 16);
    sr = f64x2.add(sr, xr);
    si = f64x2.add(si, xi);
    re = f64x2.add(re, productRe(xr, xi, sr, si));
    let im = productIm(xr, xi, sr, si);
    xr = v128.load(c + i);
    xi = v128.load(c + i, 16);
    sr = f64x2.add(sr, xr);
    si = f64x2.add(si, xi);
    re = f64x2.add(re, productRe(xr, xi, sr, si));
    im = f64x2.add(im, productIm(xr, xi, sr, si));
    xr = v128.load(d + i);
    xi = v128.load(d + i, 16);
    sr = f64x2.add(sr, xr);
    si = f64x2.add(si, xi);
    const pr = productRe(xr, xi, sr, si);
    const pi = productIm(xr, xi, sr, si);
    v128.store(one + i, pr);
    v128.store(one + i, pi, 16);
    const qr = f64x2.add(pr, v128.load(oneBefore + i));
    const qi = f64x2.add(pi, v128.load(oneBefore + i, 16));
    v128.store(two + i, qr);
    v128.store(two + i, qi, 16);
    const fr = f64x2.add(f64x2.add(qr, v128.load(twoBefore + i)), f64x2.add(v128.load(twoFifth + i), v128.load(oneSeventh + i)));
    const fi = f64x2.add(f64x2.add(qi, v128.load(twoBefore + i, 16)), f64x2.add(v128.load(twoFifth + i, 16), v128.load(oneSeventh + i, 16)));
    re = f64x2.add(re, fr);
    im = f64x2.add(im, fi);
    const sum = f64x2.add(re, im);
    const difference = f64x2.sub(re, im);
    const mirrored = <usize>((size - k) & (size - 1)) << 3;
    v128.store64_lane(out + (<usize>k << 3), sum, 0);
    v128.store64_lane(other + (<usize>k << 3), sum, 1);
    v128.store64_lane(out + mirrored, difference, 0);
    v128.store64_lane(other + mirrored, difference, 1);
  }
}

/**
 * Autocorrelation of v and ap from the transform of their products. `factors`: mean of v, of ap, 1 over their variances, of v and of ap.
 * `inverse`: 1 over (window - lag); `scale`: 1 over the transform's size.
 */
export function finishLags(
  lags: i32, size: i32, scale: f64, spectrum: usize, inverse: usize, factors: usize, v: usize, ap: usize, window: i32, outV: usize, outAp: usize,
): void {
  const mean = v128.load(factors);
  const variance = v128.load(factors, 16);
  const unit = f64x2.splat(scale);
  const back = <usize>(window - 1) << 3;
  let ends = f64x2.splat(0);
  for (let lag = 0; lag <= lags; lag++) {
    const l = <usize>lag << 3;
    const folded = lag > size >> 1;
    const k = spectrum + (<usize>(folded ? size - lag : lag) << 5);
    const re = v128.load(k);
    const im = v128.load(k, 16);
    const sum = f64x2.mul(folded ? f64x2.sub(re, im) : f64x2.add(re, im), unit);
    const over = v128.load64_splat(inverse + l);
    const about = f64x2.sub(mean, f64x2.mul(ends, over));
    const value = f64x2.mul(f64x2.sub(f64x2.mul(sum, over), f64x2.mul(mean, about)), variance);
    v128.store64_lane(outV + l, value, 0);
    v128.store64_lane(outAp + l, value, 1);
    const first = v128.load64_lane(ap + l, v128.load64_zero(v + l), 1);
    const last = v128.load64_lane(ap + back - l, v128.load64_zero(v + back - l), 1);
    ends = f64x2.add(ends, f64x2.add(f64x2.sub(first, mean), f64x2.sub(last, mean)));
  }
}
