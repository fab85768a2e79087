// AssemblyScript. First passes of a transform: the signal is read once, in the order of its places, and taken together by two, four or eight.

/** Bytes of a complex number of all lanes, its vectors, and of one sample pair in a channel's input. */
export const COMPLEX: usize = 32;
export const IM: usize = 16;
export const IM1: usize = COMPLEX + IM;
export const IM2: usize = 2 * COMPLEX + IM;
export const IM3: usize = 3 * COMPLEX + IM;

/** Real parts of one complex sample, of all channels. */
// @ts-ignore: decorator
@inline
export function loadRe<T>(p: usize, channel: usize): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(v128.load(p), v128.load(p + channel), 0, 2);
  return v128.shuffle<f32>(twoOfFour(p, channel), twoOfFour(p + 2 * channel, channel), 0, 2, 4, 6);
}

/** Imaginary parts; the loads are the same as those of the real parts, and are done once. */
// @ts-ignore: decorator
@inline
export function loadIm<T>(p: usize, channel: usize): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(v128.load(p), v128.load(p + channel), 1, 3);
  return v128.shuffle<f32>(twoOfFour(p, channel), twoOfFour(p + 2 * channel, channel), 1, 3, 5, 7);
}

// @ts-ignore: decorator
@inline
function twoOfFour(p: usize, channel: usize): v128 {
  return v128.load64_lane(p + channel, v128.load64_zero(p), 1);
}

/** First pass, length 2: the whole of a transform of four samples. */
export function first2<T>(input: usize, channel: usize, work: usize): void {
  const step: usize = 2 * sizeof<T>();
  const ar = loadRe<T>(input, channel);
  const ai = loadIm<T>(input, channel);
  const br = loadRe<T>(input + step, channel);
  const bi = loadIm<T>(input + step, channel);
  v128.store(work, v128.add<T>(ar, br));
  v128.store(work, v128.add<T>(ai, bi), IM);
  v128.store(work, v128.sub<T>(ar, br), COMPLEX);
  v128.store(work, v128.sub<T>(ai, bi), IM1);
}

/** First pass, length 4: reads in order, writes each butterfly to its place. */
export function first4<T>(count: i32, input: usize, channel: usize, places: usize, work: usize): void {
  const step: usize = <usize>count * 2 * sizeof<T>();
  for (let i = 0; i < count; i++) {
    const p = input + <usize>i * 2 * sizeof<T>();
    const out = work + <usize>load<i32>(places + (<usize>i << 2)) * 4 * COMPLEX;
    const ar = loadRe<T>(p, channel);
    const ai = loadIm<T>(p, channel);
    const br = loadRe<T>(p + step, channel);
    const bi = loadIm<T>(p + step, channel);
    const cr = loadRe<T>(p + 2 * step, channel);
    const ci = loadIm<T>(p + 2 * step, channel);
    const dr = loadRe<T>(p + 3 * step, channel);
    const di = loadIm<T>(p + 3 * step, channel);
    const er = v128.add<T>(ar, cr);
    const ei = v128.add<T>(ai, ci);
    const fr = v128.sub<T>(ar, cr);
    const fi = v128.sub<T>(ai, ci);
    const gr = v128.add<T>(br, dr);
    const gi = v128.add<T>(bi, di);
    const hr = v128.sub<T>(br, dr);
    const hi = v128.sub<T>(bi, di);
    v128.store(out, v128.add<T>(er, gr));
    v128.store(out, v128.add<T>(ei, gi), IM);
    v128.store(out, v128.add<T>(fr, hi), COMPLEX);
    v128.store(out, v128.sub<T>(fi, hr), IM1);
    v128.store(out, v128.sub<T>(er, gr), 2 * COMPLEX);
    v128.store(out, v128.sub<T>(ei, gi), IM2);
    v128.store(out, v128.sub<T>(fr, hi), 3 * COMPLEX);
    v128.store(out, v128.add<T>(fi, hr), IM3);
  }
}

/** First pass, length 8: two of length 4, of the even and of the odd samples, and their sum and difference. */
export function first8<T>(count: i32, input: usize, channel: usize, places: usize, work: usize): void {
  const step: usize = <usize>count * 2 * sizeof<T>();
  const half = v128.splat<T>(<T>Math.SQRT1_2);
  for (let i = 0; i < count; i++) {
    const p = input + <usize>i * 2 * sizeof<T>();
    const out = work + <usize>load<i32>(places + (<usize>i << 2)) * 8 * COMPLEX;
    // Odd samples; their four results wait in the upper half of the place.
    let ar = loadRe<T>(p + step, channel);
    let ai = loadIm<T>(p + step, channel);
    let br = loadRe<T>(p + 3 * step, channel);
    let bi = loadIm<T>(p + 3 * step, channel);
    let cr = loadRe<T>(p + 5 * step, channel);
    let ci = loadIm<T>(p + 5 * step, channel);
    let dr = loadRe<T>(p + 7 * step, channel);
    let di = loadIm<T>(p + 7 * step, channel);
    let er = v128.add<T>(ar, cr);
    let ei = v128.add<T>(ai, ci);
    let fr = v128.sub<T>(ar, cr);
    let fi = v128.sub<T>(ai, ci);
    let gr = v128.add<T>(br, dr);
    let gi = v128.add<T>(bi, di);
    let hr = v128.sub<T>(br, dr);
    let hi = v128.sub<T>(bi, di);
    const o0r = v128.add<T>(er, gr);
    const o0i = v128.add<T>(ei, gi);
    // Times 1/8, 2/8 and 3/8 of a turn backwards.
    const o2r = v128.sub<T>(ei, gi);
    const o2i = v128.sub<T>(gr, er);
    const xr = v128.add<T>(fr, hi);
    const xi = v128.sub<T>(fi, hr);
    const o1r = v128.mul<T>(v128.add<T>(xr, xi), half);
    const o1i = v128.mul<T>(v128.sub<T>(xi, xr), half);
    const yr = v128.sub<T>(fr, hi);
    const yi = v128.add<T>(fi, hr);
    const o3r = v128.mul<T>(v128.sub<T>(yi, yr), half);
    const o3i = v128.mul<T>(v128.add<T>(yr, yi), half);
    // Even samples.
    ar = loadRe<T>(p, channel);
    ai = loadIm<T>(p, channel);
    br = loadRe<T>(p + 2 * step, channel);
    bi = loadIm<T>(p + 2 * step, channel);
    cr = loadRe<T>(p + 4 * step, channel);
    ci = loadIm<T>(p + 4 * step, channel);
    dr = loadRe<T>(p + 6 * step, channel);
    di = loadIm<T>(p + 6 * step, channel);
    er = v128.add<T>(ar, cr);
    ei = v128.add<T>(ai, ci);
    fr = v128.sub<T>(ar, cr);
    fi = v128.sub<T>(ai, ci);
    gr = v128.add<T>(br, dr);
    gi = v128.add<T>(bi, di);
    hr = v128.sub<T>(br, dr);
    hi = v128.sub<T>(bi, di);
    ar = v128.add<T>(er, gr);
    ai = v128.add<T>(ei, gi);
    v128.store(out, v128.add<T>(ar, o0r));
    v128.store(out, v128.add<T>(ai, o0i), IM);
    v128.store(out, v128.sub<T>(ar, o0r), 4 * COMPLEX);
    v128.store(out, v128.sub<T>(ai, o0i), 4 * COMPLEX + IM);
    ar = v128.add<T>(fr, hi);
    ai = v128.sub<T>(fi, hr);
    v128.store(out, v128.add<T>(ar, o1r), COMPLEX);
    v128.store(out, v128.add<T>(ai, o1i), IM1);
    v128.store(out, v128.sub<T>(ar, o1r), 5 * COMPLEX);
    v128.store(out, v128.sub<T>(ai, o1i), 5 * COMPLEX + IM);
    ar = v128.sub<T>(er, gr);
    ai = v128.sub<T>(ei, gi);
    v128.store(out, v128.add<T>(ar, o2r), 2 * COMPLEX);
    v128.store(out, v128.add<T>(ai, o2i), IM2);
    v128.store(out, v128.sub<T>(ar, o2r), 6 * COMPLEX);
    v128.store(out, v128.sub<T>(ai, o2i), 6 * COMPLEX + IM);
    ar = v128.sub<T>(fr, hi);
    ai = v128.add<T>(fi, hr);
    // o3 has its imaginary part still to be negated.
    v128.store(out, v128.add<T>(ar, o3r), 3 * COMPLEX);
    v128.store(out, v128.sub<T>(ai, o3i), IM3);
    v128.store(out, v128.sub<T>(ar, o3r), 7 * COMPLEX);
    v128.store(out, v128.add<T>(ai, o3i), 7 * COMPLEX + IM);
  }
}
