import { fftTables, firstSpan, type FftTables } from './fftTables.ts';

/**
 * Transform of one real signal in TypeScript: the steps of assembly/fft.ts in the same order, so that results are the same to the
 * last bit. Change both.
 *
 * Source: Cooley & Tukey 1965, Math Comput 19:297 (decimation in time, here to the base of 4, after a first pass of 4 or 8);
 * Sorensen 1987, IEEE Trans Acoust Speech Signal Process 35:849 (real signals as complex ones of half the length).
 */
export class ScalarTransform {
  readonly #length: number;
  readonly #tables: FftTables;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  /** @param size samples, a power of two of at least 4 */
  constructor(size: number) {
    this.#length = size / 2;
    this.#tables = fftTables(this.#length);
    this.#re = new Float64Array(this.#length);
    this.#im = new Float64Array(this.#length);
  }

  /** Bins 0 to size / 2: re at 4k + channel of `out`, im two entries behind it. */
  toSpectrum(input: Float64Array, channel: number, out: Float64Array): void {
    this.#transform(input);
    splitSpectrum(this.#re, this.#im, this.#tables.splits, channel, out);
  }

  /** |X|² of bins 0 to size / 2, at 2k + channel of `out`. */
  toPower(input: Float64Array, channel: number, out: Float64Array): void {
    this.#transform(input);
    splitPower(this.#re, this.#im, this.#tables.splits, channel, out);
  }

  #transform(input: Float64Array): void {
    const { places, twiddles } = this.#tables;
    const length = this.#length;
    const first = firstSpan(length);
    if (first === 2) first2(input, this.#re, this.#im);
    else if (first === 4) first4(input, places, this.#re, this.#im);
    else first8(input, places, this.#re, this.#im);
    for (let span: number = first, from = 0; span < length; span *= 4) {
      join4(span, twiddles, from, this.#re, this.#im);
      from += 6 * span;
    }
  }
}

function first2(x: Float64Array, re: Float64Array, im: Float64Array): void {
  re[0] = x[0] + x[2];
  im[0] = x[1] + x[3];
  re[1] = x[0] - x[2];
  im[1] = x[1] - x[3];
}

function first4(x: Float64Array, places: Int32Array, re: Float64Array, im: Float64Array): void {
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
    re[out] = er + gr;
    im[out] = ei + gi;
    re[out + 1] = fr + hi;
    im[out + 1] = fi - hr;
    re[out + 2] = er - gr;
    im[out + 2] = ei - gi;
    re[out + 3] = fr - hi;
    im[out + 3] = fi + hr;
  }
}

function first8(x: Float64Array, places: Int32Array, re: Float64Array, im: Float64Array): void {
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
    re[out] = ar + o0r;
    im[out] = ai + o0i;
    re[out + 4] = ar - o0r;
    im[out + 4] = ai - o0i;
    ar = fr + hi;
    ai = fi - hr;
    re[out + 1] = ar + o1r;
    im[out + 1] = ai + o1i;
    re[out + 5] = ar - o1r;
    im[out + 5] = ai - o1i;
    ar = er - gr;
    ai = ei - gi;
    re[out + 2] = ar + o2r;
    im[out + 2] = ai + o2i;
    re[out + 6] = ar - o2r;
    im[out + 6] = ai - o2i;
    ar = fr - hi;
    ai = fi + hr;
    re[out + 3] = ar + o3r;
    im[out + 3] = ai - o3i;
    re[out + 7] = ar - o3r;
    im[out + 7] = ai + o3i;
  }
}

function join4(span: number, twiddles: Float64Array, from: number, re: Float64Array, im: Float64Array): void {
  for (let block = 0; block < re.length; block += 4 * span) {
    for (let p0 = block, w = from; p0 < block + span; p0++, w += 6) {
      const p1 = p0 + span;
      const p2 = p1 + span;
      const p3 = p2 + span;
      let wr = twiddles[w];
      let wi = twiddles[w + 1];
      let zr = re[p1];
      let zi = im[p1];
      const br = zr * wr - zi * wi;
      const bi = zr * wi + zi * wr;
      wr = twiddles[w + 4];
      wi = twiddles[w + 5];
      zr = re[p3];
      zi = im[p3];
      const dr = zr * wr - zi * wi;
      const di = zr * wi + zi * wr;
      const gr = br + dr;
      const gi = bi + di;
      const hr = br - dr;
      const hi = bi - di;
      wr = twiddles[w + 2];
      wi = twiddles[w + 3];
      zr = re[p2];
      zi = im[p2];
      const cr = zr * wr - zi * wi;
      const ci = zr * wi + zi * wr;
      const ar = re[p0];
      const ai = im[p0];
      const er = ar + cr;
      const ei = ai + ci;
      const fr = ar - cr;
      const fi = ai - ci;
      re[p0] = er + gr;
      im[p0] = ei + gi;
      re[p1] = fr + hi;
      im[p1] = fi - hr;
      re[p2] = er - gr;
      im[p2] = ei - gi;
      re[p3] = fr - hi;
      im[p3] = fi + hr;
    }
  }
}

function splitSpectrum(re: Float64Array, im: Float64Array, splits: Float64Array, channel: number, out: Float64Array): void {
  const length = re.length;
  const last = 4 * length + channel;
  const middle = 2 * length + channel;
  out[channel] = re[0] + im[0];
  out[channel + 2] = 0;
  out[last] = re[0] - im[0];
  out[last + 2] = 0;
  out[middle] = re[length / 2];
  out[middle + 2] = 0 - im[length / 2];
  for (let k = 1, m = length - 1, w = 0; k < m; k++, m--, w += 2) {
    const ar = re[k];
    const ai = im[k];
    const br = re[m];
    const bi = im[m];
    const wr = splits[w];
    const wi = splits[w + 1];
    const er = (ar + br) * 0.5;
    const ei = (ai - bi) * 0.5;
    const or = ar - br;
    const oi = ai + bi;
    const tr = or * wr - oi * wi;
    const ti = or * wi + oi * wr;
    out[4 * k + channel] = er + tr;
    out[4 * k + channel + 2] = ei + ti;
    out[4 * m + channel] = er - tr;
    out[4 * m + channel + 2] = ti - ei;
  }
}

function splitPower(re: Float64Array, im: Float64Array, splits: Float64Array, channel: number, out: Float64Array): void {
  const length = re.length;
  const sum = re[0] + im[0];
  const difference = re[0] - im[0];
  const half = length / 2;
  out[channel] = sum * sum;
  out[2 * length + channel] = difference * difference;
  out[length + channel] = re[half] * re[half] + im[half] * im[half];
  for (let k = 1, m = length - 1, w = 0; k < m; k++, m--, w += 2) {
    const ar = re[k];
    const ai = im[k];
    const br = re[m];
    const bi = im[m];
    const wr = splits[w];
    const wi = splits[w + 1];
    const er = (ar + br) * 0.5;
    const ei = (ai - bi) * 0.5;
    const or = ar - br;
    const oi = ai + bi;
    const tr = or * wr - oi * wi;
    const ti = or * wi + oi * wr;
    const xr = er + tr;
    const xi = ei + ti;
    const yr = er - tr;
    const yi = ti - ei;
    out[2 * k + channel] = xr * xr + xi * xi;
    out[2 * m + channel] = yr * yr + yi * yi;
  }
}
