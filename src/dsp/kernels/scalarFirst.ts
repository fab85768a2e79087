/** First pass of a transform of two complex samples, x[0] + j x[1] and x[2] + j x[3]: all there is to do. */
export function first2(x: Float64Array, z: Float64Array): void {
  const length = z.length >> 1;
  z[0] = x[0] + x[2];
  z[length] = x[1] + x[3];
  z[1] = x[0] - x[2];
  z[length + 1] = x[1] - x[3];
}

/** First pass, butterflies of four: reads in order, writes each to its place. */
export function first4(x: Float64Array, places: Int32Array, z: Float64Array): void {
  const length = z.length >> 1;
  const count = places.length;
  const step = 2 * count;
  for (let i = 0; i < count; i++) {
    const p = 2 * i;
    const out = 4 * places[i];
    const ar = x[p];
    const ai = x[p + 1];
    const br = x[p + step];
    const bi = x[p + step + 1];
    const cr = x[p + 2 * step];
    const ci = x[p + 2 * step + 1];
    const dr = x[p + 3 * step];
    const di = x[p + 3 * step + 1];
    const er = ar + cr;
    const ei = ai + ci;
    const fr = ar - cr;
    const fi = ai - ci;
    const gr = br + dr;
    const gi = bi + di;
    const hr = br - dr;
    const hi = bi - di;
    z[out] = er + gr;
    z[length + out] = ei + gi;
    z[out + 1] = fr + hi;
    z[length + out + 1] = fi - hr;
    z[out + 2] = er - gr;
    z[length + out + 2] = ei - gi;
    z[out + 3] = fr - hi;
    z[length + out + 3] = fi + hr;
  }
}

/** First pass, butterflies of eight: two of four, of the even and of the odd samples, and their sum and difference. */
export function first8(x: Float64Array, places: Int32Array, z: Float64Array): void {
  const length = z.length >> 1;
  const count = places.length;
  const step = 2 * count;
  for (let i = 0; i < count; i++) {
    const p = 2 * i;
    const out = 8 * places[i];
    // Odd samples, times 0 to 3 eighths of a turn backwards.
    let ar = x[p + step];
    let ai = x[p + step + 1];
    let br = x[p + 3 * step];
    let bi = x[p + 3 * step + 1];
    let cr = x[p + 5 * step];
    let ci = x[p + 5 * step + 1];
    let dr = x[p + 7 * step];
    let di = x[p + 7 * step + 1];
    let er = ar + cr;
    let ei = ai + ci;
    let fr = ar - cr;
    let fi = ai - ci;
    let gr = br + dr;
    let gi = bi + di;
    let hr = br - dr;
    let hi = bi - di;
    const o0r = er + gr;
    const o0i = ei + gi;
    const o2r = ei - gi;
    const o2i = gr - er;
    const xr = fr + hi;
    const xi = fi - hr;
    const o1r = (xr + xi) * Math.SQRT1_2;
    const o1i = (xi - xr) * Math.SQRT1_2;
    const yr = fr - hi;
    const yi = fi + hr;
    const o3r = (yi - yr) * Math.SQRT1_2;
    const o3i = (yr + yi) * Math.SQRT1_2;
    // Even samples, and the sum and difference of both.
    ar = x[p];
    ai = x[p + 1];
    br = x[p + 2 * step];
    bi = x[p + 2 * step + 1];
    cr = x[p + 4 * step];
    ci = x[p + 4 * step + 1];
    dr = x[p + 6 * step];
    di = x[p + 6 * step + 1];
    er = ar + cr;
    ei = ai + ci;
    fr = ar - cr;
    fi = ai - ci;
    gr = br + dr;
    gi = bi + di;
    hr = br - dr;
    hi = bi - di;
    ar = er + gr;
    ai = ei + gi;
    z[out] = ar + o0r;
    z[length + out] = ai + o0i;
    z[out + 4] = ar - o0r;
    z[length + out + 4] = ai - o0i;
    ar = fr + hi;
    ai = fi - hr;
    z[out + 1] = ar + o1r;
    z[length + out + 1] = ai + o1i;
    z[out + 5] = ar - o1r;
    z[length + out + 5] = ai - o1i;
    ar = er - gr;
    ai = ei - gi;
    z[out + 2] = ar + o2r;
    z[length + out + 2] = ai + o2i;
    z[out + 6] = ar - o2r;
    z[length + out + 6] = ai - o2i;
    ar = fr - hi;
    ai = fi + hr;
    z[out + 3] = ar + o3r;
    z[length + out + 3] = ai - o3i;
    z[out + 7] = ar - o3r;
    z[length + out + 7] = ai + o3i;
  }
}
