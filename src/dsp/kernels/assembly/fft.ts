// AssemblyScript. Fourier transforms of real signals, all lanes of a vector at once: T = f64 takes two channels, f32 four.
// ../scalarTransform.ts holds the same steps, in the same order, in TypeScript: change both. Tables come from ../fftTables.ts.
//
// A signal of 2M samples is taken as M complex ones, z[i] = x[2i] + j x[2i + 1]. A complex number of all lanes is 32 bytes, the
// vector of real parts and the vector of imaginary parts.

import { COMPLEX, first2, first4, first8, IM, IM1, IM2, IM3, loadIm, loadRe } from './fft/firstPasses';

/** A later pass in place: four neighbouring transforms of `span` become one of four times that. */
function join4<T>(length: i32, span: i32, twiddles: usize, work: usize): void {
  const quarter = <usize>span * COMPLEX;
  const end = work + <usize>length * COMPLEX;
  for (let block = work; block < end; block += 4 * quarter) {
    let w = twiddles;
    for (let p = block, stop = block + quarter; p < stop; p += COMPLEX, w += 6 * sizeof<T>()) {
      const p1 = p + quarter;
      const p2 = p1 + quarter;
      const p3 = p2 + quarter;
      let wr = v128.load_splat<T>(w);
      let wi = v128.load_splat<T>(w, sizeof<T>());
      let zr = v128.load(p1);
      let zi = v128.load(p1, IM);
      const br = v128.sub<T>(v128.mul<T>(zr, wr), v128.mul<T>(zi, wi));
      const bi = v128.add<T>(v128.mul<T>(zr, wi), v128.mul<T>(zi, wr));
      wr = v128.load_splat<T>(w, 4 * sizeof<T>());
      wi = v128.load_splat<T>(w, 5 * sizeof<T>());
      zr = v128.load(p3);
      zi = v128.load(p3, IM);
      const dr = v128.sub<T>(v128.mul<T>(zr, wr), v128.mul<T>(zi, wi));
      const di = v128.add<T>(v128.mul<T>(zr, wi), v128.mul<T>(zi, wr));
      const gr = v128.add<T>(br, dr);
      const gi = v128.add<T>(bi, di);
      const hr = v128.sub<T>(br, dr);
      const hi = v128.sub<T>(bi, di);
      wr = v128.load_splat<T>(w, 2 * sizeof<T>());
      wi = v128.load_splat<T>(w, 3 * sizeof<T>());
      zr = v128.load(p2);
      zi = v128.load(p2, IM);
      const cr = v128.sub<T>(v128.mul<T>(zr, wr), v128.mul<T>(zi, wi));
      const ci = v128.add<T>(v128.mul<T>(zr, wi), v128.mul<T>(zi, wr));
      const ar = v128.load(p);
      const ai = v128.load(p, IM);
      const er = v128.add<T>(ar, cr);
      const ei = v128.add<T>(ai, ci);
      const fr = v128.sub<T>(ar, cr);
      const fi = v128.sub<T>(ai, ci);
      v128.store(p, v128.add<T>(er, gr));
      v128.store(p, v128.add<T>(ei, gi), IM);
      v128.store(p1, v128.add<T>(fr, hi));
      v128.store(p1, v128.sub<T>(fi, hr), IM);
      v128.store(p2, v128.sub<T>(er, gr));
      v128.store(p2, v128.sub<T>(ei, gi), IM);
      v128.store(p3, v128.sub<T>(fr, hi));
      v128.store(p3, v128.add<T>(fi, hr), IM);
    }
  }
}

/** Transform of the M complex samples, in `work`. */
function complexTransform<T>(length: i32, input: usize, channel: usize, places: usize, twiddles: usize, work: usize): void {
  let span = 4;
  if (length == 2) {
    first2<T>(input, channel, work);
    return;
  }
  // M is a power of 4, or twice one.
  if ((length & 0x55555555) != 0) first4<T>(length >> 2, input, channel, places, work);
  else {
    span = 8;
    first8<T>(length >> 3, input, channel, places, work);
  }
  for (; span < length; span <<= 2) {
    join4<T>(length, span, twiddles, work);
    twiddles += <usize>span * 6 * sizeof<T>();
  }
}

/** Writes bin k, or |X|² of it. */
// @ts-ignore: decorator
@inline
function put<T>(squared: bool, out: usize, k: usize, re: v128, im: v128): void {
  if (squared) v128.store(out + k * 16, v128.add<T>(v128.mul<T>(re, re), v128.mul<T>(im, im)));
  else {
    v128.store(out + k * COMPLEX, re);
    v128.store(out + k * COMPLEX, im, IM);
  }
}

/** Bins 0 to M of the 2M real samples from the M complex bins; `out` is `work` itself, unless they are squared. */
// @ts-ignore: decorator
@inline
function split<T>(squared: bool, length: usize, splits: usize, work: usize, out: usize): void {
  const half = v128.splat<T>(<T>0.5);
  const none = v128.splat<T>(<T>0);
  const zr = v128.load(work);
  const zi = v128.load(work, IM);
  const middle = work + (length >> 1) * COMPLEX;
  put<T>(squared, out, 0, v128.add<T>(zr, zi), none);
  put<T>(squared, out, length, v128.sub<T>(zr, zi), none);
  put<T>(squared, out, length >> 1, v128.load(middle), v128.sub<T>(none, v128.load(middle, IM)));
  for (let k: usize = 1, m = length - 1; k < m; k++, m--, splits += 2 * sizeof<T>()) {
    const p = work + k * COMPLEX;
    const q = work + m * COMPLEX;
    const ar = v128.load(p);
    const ai = v128.load(p, IM);
    const br = v128.load(q);
    const bi = v128.load(q, IM);
    const wr = v128.load_splat<T>(splits);
    const wi = v128.load_splat<T>(splits, sizeof<T>());
    const er = v128.mul<T>(v128.add<T>(ar, br), half);
    const ei = v128.mul<T>(v128.sub<T>(ai, bi), half);
    const or = v128.sub<T>(ar, br);
    const oi = v128.add<T>(ai, bi);
    const tr = v128.sub<T>(v128.mul<T>(or, wr), v128.mul<T>(oi, wi));
    const ti = v128.add<T>(v128.mul<T>(or, wi), v128.mul<T>(oi, wr));
    put<T>(squared, out, k, v128.add<T>(er, tr), v128.add<T>(ei, ti));
    put<T>(squared, out, m, v128.sub<T>(er, tr), v128.sub<T>(ti, ei));
  }
}

/** Two channels, behind one another in `input`, `channel` bytes apart. `work` holds M + 1 complex numbers and is the spectrum. */
export function spectrum64(length: i32, input: usize, channel: usize, places: usize, twiddles: usize, splits: usize, work: usize): void {
  complexTransform<f64>(length, input, channel, places, twiddles, work);
  split<f64>(false, length, splits, work, work);
}

export function power64(length: i32, input: usize, channel: usize, places: usize, twiddles: usize, splits: usize, work: usize, power: usize): void {
  complexTransform<f64>(length, input, channel, places, twiddles, work);
  split<f64>(true, length, splits, work, power);
}

/**
 * |X|² of the first bins of two channels that are nought but for their first sixteenth, where M is a power of 4: two passes of a transform of
 * mostly noughts only repeat each number, four times and again four times.
 * @param bins at most M / 2
 */
export function lowPower64(length: i32, input: usize, channel: usize, places: usize, twiddles: usize, splits: usize, work: usize, power: usize, bins: i32): void {
  for (let i = 0; i < length >> 4; i++) {
    const re = loadRe<f64>(input + ((<usize>i) << 4), channel);
    const im = loadIm<f64>(input + ((<usize>i) << 4), channel);
    const from = work + <usize>load<i32>(places + ((<usize>i) << 2)) * 4 * COMPLEX;
    for (let to = from; to < from + 16 * COMPLEX; to += COMPLEX) {
      v128.store(to, re);
      v128.store(to, im, IM);
    }
  }
  twiddles += 4 * 6 * sizeof<f64>();
  for (let span = 16; span < length; span <<= 2) {
    join4<f64>(length, span, twiddles, work);
    twiddles += <usize>span * 6 * sizeof<f64>();
  }
  const half = f64x2.splat(0.5);
  const first = f64x2.add(v128.load(work), v128.load(work, IM));
  v128.store(power, f64x2.mul(first, first));
  for (let k: usize = 1; k < <usize>bins; k++, splits += 16) {
    const p = work + k * COMPLEX;
    const q = work + (<usize>length - k) * COMPLEX;
    const ar = v128.load(p);
    const ai = v128.load(p, IM);
    const br = v128.load(q);
    const bi = v128.load(q, IM);
    const wr = v128.load64_splat(splits);
    const wi = v128.load64_splat(splits, 8);
    const or = f64x2.sub(ar, br);
    const oi = f64x2.add(ai, bi);
    const re = f64x2.add(f64x2.mul(f64x2.add(ar, br), half), f64x2.sub(f64x2.mul(or, wr), f64x2.mul(oi, wi)));
    const im = f64x2.add(f64x2.mul(f64x2.sub(ai, bi), half), f64x2.add(f64x2.mul(or, wi), f64x2.mul(oi, wr)));
    v128.store(power + k * 16, f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im)));
  }
}

/** Four channels. */
export function spectrum32(length: i32, input: usize, channel: usize, places: usize, twiddles: usize, splits: usize, work: usize): void {
  complexTransform<f32>(length, input, channel, places, twiddles, work);
  split<f32>(false, length, splits, work, work);
}

export function power32(length: i32, input: usize, channel: usize, places: usize, twiddles: usize, splits: usize, work: usize, power: usize): void {
  complexTransform<f32>(length, input, channel, places, twiddles, work);
  split<f32>(true, length, splits, work, power);
}
