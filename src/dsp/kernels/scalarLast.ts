/**
 * The last pass, and the spectrum of the 2M real samples from that of the M complex ones, in one go: the butterflies j and M/4 - j
 * give four bins and the four that mirror them. Each value is computed as by one step after the other.
 *
 * @param from where the twiddles of this pass start
 * @param channel re of bin k goes to 4k + channel of `out`, im two entries behind it
 */
export function lastSpectrum(z: Float64Array, twiddles: Float64Array, from: number, splits: Float64Array, channel: number, out: Float64Array): void {
  const length = z.length >> 1;
  const span = length >> 2;
  // Written out and without calls: a number that crosses a call is put into an object.
  let sumR = 0;
  let sumI = 0;
  let tr = 0;
  let ti = 0;
  let at = 0;
  for (let p = 1, q = span - 1, v = from + 6, w = from + 6 * (span - 1); p < q; p++, q--, v += 6, w -= 6) {
    // Butterfly p.
    let wr = twiddles[v];
    let wi = twiddles[v + 1];
    let zr = z[p + span];
    let zi = z[length + p + span];
    let br = zr * wr - zi * wi;
    let bi = zr * wi + zi * wr;
    wr = twiddles[v + 4];
    wi = twiddles[v + 5];
    zr = z[p + 3 * span];
    zi = z[length + p + 3 * span];
    let dr = zr * wr - zi * wi;
    let di = zr * wi + zi * wr;
    let gr = br + dr;
    let gi = bi + di;
    let hr = br - dr;
    let hi = bi - di;
    wr = twiddles[v + 2];
    wi = twiddles[v + 3];
    zr = z[p + 2 * span];
    zi = z[length + p + 2 * span];
    let cr = zr * wr - zi * wi;
    let ci = zr * wi + zi * wr;
    let ar = z[p];
    let ai = z[length + p];
    let er = ar + cr;
    let ei = ai + ci;
    let fr = ar - cr;
    let fi = ai - ci;
    const p0r = er + gr;
    const p0i = ei + gi;
    const p1r = fr + hi;
    const p1i = fi - hr;
    const p2r = er - gr;
    const p2i = ei - gi;
    const p3r = fr - hi;
    const p3i = fi + hr;
    // Butterfly q.
    wr = twiddles[w];
    wi = twiddles[w + 1];
    zr = z[q + span];
    zi = z[length + q + span];
    br = zr * wr - zi * wi;
    bi = zr * wi + zi * wr;
    wr = twiddles[w + 4];
    wi = twiddles[w + 5];
    zr = z[q + 3 * span];
    zi = z[length + q + 3 * span];
    dr = zr * wr - zi * wi;
    di = zr * wi + zi * wr;
    gr = br + dr;
    gi = bi + di;
    hr = br - dr;
    hi = bi - di;
    wr = twiddles[w + 2];
    wi = twiddles[w + 3];
    zr = z[q + 2 * span];
    zi = z[length + q + 2 * span];
    cr = zr * wr - zi * wi;
    ci = zr * wi + zi * wr;
    ar = z[q];
    ai = z[length + q];
    er = ar + cr;
    ei = ai + ci;
    fr = ar - cr;
    fi = ai - ci;
    const q0r = er + gr;
    const q0i = ei + gi;
    const q1r = fr + hi;
    const q1i = fi - hr;
    const q2r = er - gr;
    const q2i = ei - gi;
    const q3r = fr - hi;
    const q3i = fi + hr;
    // Bins p, and M - p = q + 3 span.
    wr = splits[2 * p - 2];
    wi = splits[2 * p - 1];
    sumR = (p0r + q3r) * 0.5;
    sumI = (p0i - q3i) * 0.5;
    zr = p0r - q3r;
    zi = p0i + q3i;
    tr = zr * wr - zi * wi;
    ti = zr * wi + zi * wr;
    at = 4 * p + channel;
    out[at] = sumR + tr;
    out[at + 2] = sumI + ti;
    at = 4 * (q + 3 * span) + channel;
    out[at] = sumR - tr;
    out[at + 2] = ti - sumI;
    // Bins p + span, q + 2 span.
    wr = splits[2 * (p + span) - 2];
    wi = splits[2 * (p + span) - 1];
    sumR = (p1r + q2r) * 0.5;
    sumI = (p1i - q2i) * 0.5;
    zr = p1r - q2r;
    zi = p1i + q2i;
    tr = zr * wr - zi * wi;
    ti = zr * wi + zi * wr;
    at = 4 * (p + span) + channel;
    out[at] = sumR + tr;
    out[at + 2] = sumI + ti;
    at = 4 * (q + 2 * span) + channel;
    out[at] = sumR - tr;
    out[at + 2] = ti - sumI;
    // Bins q + span, p + 2 span.
    wr = splits[2 * (q + span) - 2];
    wi = splits[2 * (q + span) - 1];
    sumR = (q1r + p2r) * 0.5;
    sumI = (q1i - p2i) * 0.5;
    zr = q1r - p2r;
    zi = q1i + p2i;
    tr = zr * wr - zi * wi;
    ti = zr * wi + zi * wr;
    at = 4 * (q + span) + channel;
    out[at] = sumR + tr;
    out[at + 2] = sumI + ti;
    at = 4 * (p + 2 * span) + channel;
    out[at] = sumR - tr;
    out[at + 2] = ti - sumI;
    // Bins q, p + 3 span.
    wr = splits[2 * q - 2];
    wi = splits[2 * q - 1];
    sumR = (q0r + p3r) * 0.5;
    sumI = (q0i - p3i) * 0.5;
    zr = q0r - p3r;
    zi = q0i + p3i;
    tr = zr * wr - zi * wi;
    ti = zr * wi + zi * wr;
    at = 4 * q + channel;
    out[at] = sumR + tr;
    out[at + 2] = sumI + ti;
    at = 4 * (p + 3 * span) + channel;
    out[at] = sumR - tr;
    out[at + 2] = ti - sumI;
  }
  // The butterflies that mirror themselves.
  join(0, 1, span, twiddles, from, z);
  splitEnds(z, channel, out);
  split(span, 3 * span, z, splits, channel, out);
  const half = span >> 1;
  join(half, half + 1, span, twiddles, from, z);
  split(half, length - half, z, splits, channel, out);
  split(half + span, length - half - span, z, splits, channel, out);
}

/** The same behind a first pass that was the only one: transforms of up to eight complex samples. */
export function onlySpectrum(z: Float64Array, splits: Float64Array, channel: number, out: Float64Array): void {
  const length = z.length >> 1;
  splitEnds(z, channel, out);
  for (let k = 1, m = length - 1; k < m; k++, m--) split(k, m, z, splits, channel, out);
}

/**
 * Butterflies j of a later pass, in place: four neighbouring transforms of `span` become one of four times that, everywhere.
 * All that share their twiddles in turn, which stay in registers.
 */
export function join(first: number, end: number, span: number, twiddles: Float64Array, from: number, z: Float64Array): void {
  const length = z.length >> 1;
  for (let j = first, w = from + 6 * first; j < end; j++, w += 6) {
    const w1r = twiddles[w];
    const w1i = twiddles[w + 1];
    const w2r = twiddles[w + 2];
    const w2i = twiddles[w + 3];
    const w3r = twiddles[w + 4];
    const w3i = twiddles[w + 5];
    for (let p0 = j; p0 < length; p0 += 4 * span) {
      const p1 = p0 + span;
      const p2 = p1 + span;
      const p3 = p2 + span;
      let zr = z[p1];
      let zi = z[length + p1];
      const br = zr * w1r - zi * w1i;
      const bi = zr * w1i + zi * w1r;
      zr = z[p3];
      zi = z[length + p3];
      const dr = zr * w3r - zi * w3i;
      const di = zr * w3i + zi * w3r;
      const gr = br + dr;
      const gi = bi + di;
      const hr = br - dr;
      const hi = bi - di;
      zr = z[p2];
      zi = z[length + p2];
      const cr = zr * w2r - zi * w2i;
      const ci = zr * w2i + zi * w2r;
      const ar = z[p0];
      const ai = z[length + p0];
      const er = ar + cr;
      const ei = ai + ci;
      const fr = ar - cr;
      const fi = ai - ci;
      z[p0] = er + gr;
      z[length + p0] = ei + gi;
      z[p1] = fr + hi;
      z[length + p1] = fi - hr;
      z[p2] = er - gr;
      z[length + p2] = ei - gi;
      z[p3] = fr - hi;
      z[length + p3] = fi + hr;
    }
  }
}

/** Bins k and M - k from the complex spectrum's. */
function split(k: number, m: number, z: Float64Array, splits: Float64Array, channel: number, out: Float64Array): void {
  const length = z.length >> 1;
  const wr = splits[2 * k - 2];
  const wi = splits[2 * k - 1];
  const er = (z[k] + z[m]) * 0.5;
  const ei = (z[length + k] - z[length + m]) * 0.5;
  const or = z[k] - z[m];
  const oi = z[length + k] + z[length + m];
  const tr = or * wr - oi * wi;
  const ti = or * wi + oi * wr;
  out[4 * k + channel] = er + tr;
  out[4 * k + channel + 2] = ei + ti;
  out[4 * m + channel] = er - tr;
  out[4 * m + channel + 2] = ti - ei;
}

/** Bins 0, M / 2 and M. */
function splitEnds(z: Float64Array, channel: number, out: Float64Array): void {
  const length = z.length >> 1;
  const half = length >> 1;
  const last = 4 * length + channel;
  out[channel] = z[0] + z[length];
  out[channel + 2] = 0;
  out[last] = z[0] - z[length];
  out[last + 2] = 0;
  out[4 * half + channel] = z[half];
  out[4 * half + channel + 2] = 0 - z[length + half];
}
