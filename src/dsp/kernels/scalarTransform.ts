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
    const er = x[p] + x[p + 2 * step];
    const ei = x[p + 1] + x[p + 2 * step + 1];
    const fr = x[p] - x[p + 2 * step];
    const fi = x[p + 1] - x[p + 2 * step + 1];
    const gr = x[p + step] + x[p + 3 * step];
    const gi = x[p + step + 1] + x[p + 3 * step + 1];
    const hr = x[p + step] - x[p + 3 * step];
    const hi = x[p + step + 1] - x[p + 3 * step + 1];
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
    let er = x[p + step] + x[p + 5 * step];
    let ei = x[p + step + 1] + x[p + 5 * step + 1];
    let fr = x[p + step] - x[p + 5 * step];
    let fi = x[p + step + 1] - x[p + 5 * step + 1];
    let gr = x[p + 3 * step] + x[p + 7 * step];
    let gi = x[p + 3 * step + 1] + x[p + 7 * step + 1];
    let hr = x[p + 3 * step] - x[p + 7 * step];
    let hi = x[p + 3 * step + 1] - x[p + 7 * step + 1];
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
    er = x[p] + x[p + 4 * step];
    ei = x[p + 1] + x[p + 4 * step + 1];
    fr = x[p] - x[p + 4 * step];
    fi = x[p + 1] - x[p + 4 * step + 1];
    gr = x[p + 2 * step] + x[p + 6 * step];
    gi = x[p + 2 * step + 1] + x[p + 6 * step + 1];
    hr = x[p + 2 * step] - x[p + 6 * step];
    hi = x[p + 2 * step + 1] - x[p + 6 * step + 1];
    re[out] = er + gr + o0r;
    im[out] = ei + gi + o0i;
    re[out + 4] = er + gr - o0r;
    im[out + 4] = ei + gi - o0i;
    re[out + 1] = fr + hi + o1r;
    im[out + 1] = fi - hr + o1i;
    re[out + 5] = fr + hi - o1r;
    im[out + 5] = fi - hr - o1i;
    re[out + 2] = er - gr + o2r;
    im[out + 2] = ei - gi + o2i;
    re[out + 6] = er - gr - o2r;
    im[out + 6] = ei - gi - o2i;
    re[out + 3] = fr - hi + o3r;
    im[out + 3] = fi + hr - o3i;
    re[out + 7] = fr - hi - o3r;
    im[out + 7] = fi + hr + o3i;
  }
}

function join4(span: number, twiddles: Float64Array, from: number, re: Float64Array, im: Float64Array): void {
  for (let block = 0; block < re.length; block += 4 * span) {
    for (let p0 = block, w = from; p0 < block + span; p0++, w += 6) {
      const p1 = p0 + span;
      const p2 = p1 + span;
      const p3 = p2 + span;
      const br = re[p1] * twiddles[w] - im[p1] * twiddles[w + 1];
      const bi = re[p1] * twiddles[w + 1] + im[p1] * twiddles[w];
      const cr = re[p2] * twiddles[w + 2] - im[p2] * twiddles[w + 3];
      const ci = re[p2] * twiddles[w + 3] + im[p2] * twiddles[w + 2];
      const dr = re[p3] * twiddles[w + 4] - im[p3] * twiddles[w + 5];
      const di = re[p3] * twiddles[w + 5] + im[p3] * twiddles[w + 4];
      const er = re[p0] + cr;
      const ei = im[p0] + ci;
      const fr = re[p0] - cr;
      const fi = im[p0] - ci;
      const gr = br + dr;
      const gi = bi + di;
      const hr = br - dr;
      const hi = bi - di;
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
    const er = (re[k] + re[m]) * 0.5;
    const ei = (im[k] - im[m]) * 0.5;
    const or = re[k] - re[m];
    const oi = im[k] + im[m];
    const tr = or * splits[w] - oi * splits[w + 1];
    const ti = or * splits[w + 1] + oi * splits[w];
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
    const er = (re[k] + re[m]) * 0.5;
    const ei = (im[k] - im[m]) * 0.5;
    const or = re[k] - re[m];
    const oi = im[k] + im[m];
    const tr = or * splits[w] - oi * splits[w + 1];
    const ti = or * splits[w + 1] + oi * splits[w];
    const xr = er + tr;
    const xi = ei + ti;
    const yr = er - tr;
    const yi = ti - ei;
    out[2 * k + channel] = xr * xr + xi * xi;
    out[2 * m + channel] = yr * yr + yi * yi;
  }
}
