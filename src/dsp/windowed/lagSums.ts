import { pairTransform } from '../kernels/realTransform.ts';
import type { BodyStream } from './bodyStream.ts';
import { HOP, LONGEST_LAG, SAMPLE_RATE_HZ, WINDOW } from './plan.ts';

/** Longer than the lags of a hop with the three behind it, from -99 to 399: nothing wraps onto what is read. */
const SIZE = 512;
const BINS = SIZE / 2 + 1;
/** Hops whose products a lag can reach: the hop itself and three more. */
const KEPT = 8;
/** What varies less than this, m/s², does not vary: it is rounding. */
const LEAST_SD = 1e-6 / SAMPLE_RATE_HZ;

/**
 * Unbiased autocorrelation of V and AP, lags 0 to 300, of every window.
 *
 * Source: Moe-Nilssen & Helbostad 2004, J Biomech 37:121 (unbiased autocorrelation of trunk acceleration); the Wiener-Khinchin
 * theorem hop by hop is this project's.
 * Steps:
 * 1. Each hop of 100 samples is transformed once, at its own place on a circle of 512 samples: products of two hops' spectra then
 *    belong to the lags between them.
 * 2. The products of a hop with itself and with the three behind it hold all lags that start in it: P. A window's sum of products is the P of
 *    its first seven hops, and what the last three hold among themselves.
 * 3. Seven P in a row are added as four, two and one, which are kept: no running sum, no drift.
 * 4. One transform back for both axes (Bracewell 1984, Proc IEEE 72:1010: the real part minus the imaginary part of a spectrum, taken for a signal).
 * 5. The window's mean is taken off, by sums of its ends; each lag is divided by how many products it has, and by lag 0.
 */
export class LagSums {
  readonly #transform = pairTransform(SIZE);
  readonly #spectra = rings();
  /** P of a hop, of two and of four hops that end with it. */
  readonly #one = rings();
  readonly #two = rings();
  readonly #four = rings();
  /** Lags 0 to 300; 1 at lag 0, all 0 for a signal that does not vary. */
  readonly v = new Float64Array(LONGEST_LAG + 1);
  readonly ap = new Float64Array(LONGEST_LAG + 1);

  /** Takes the next hop; leaves the sums of the window that ends with it in the transform. */
  add(stream: BodyStream, hop: number): void {
    const { inputs, spectrum } = this.#transform;
    const newest = this.#spectra[hop & (KEPT - 1)];
    // 1.
    place(stream.v, hop, stream.first, inputs[0]);
    place(stream.ap, hop, stream.first, inputs[1]);
    this.#transform.toSpectrum();
    newest.set(spectrum);
    // 2. and 3.
    this.#sumProducts(hop);
    // 4.
    this.#transform.toSpectrum();
  }

  #sumProducts(hop: number): void {
    const at = (ring: readonly Float64Array[], back: number) => ring[(hop - back) & (KEPT - 1)];
    const [v, ap] = this.#transform.inputs;
    const spectra = this.#spectra;
    addProducts(at(spectra, 0), at(spectra, 1), at(spectra, 2), at(spectra, 3), at(this.#one, 3), at(this.#one, 4), at(this.#two, 3), at(this.#two, 5), at(this.#four, 3), at(this.#two, 7), at(this.#one, 9), v, ap);
  }

  /** @param means, sds of the window: ap, v, ml */
  join(stream: BodyStream, hop: number, means: Float64Array, sds: Float64Array): void {
    const start = (hop + 1) * HOP - WINDOW - stream.first;
    // 5.
    finish(this.#transform.spectrum, 0, stream.v, start, means[1], sds[1], this.v);
    finish(this.#transform.spectrum, 1, stream.ap, start, means[0], sds[0], this.ap);
  }
}

function rings(): Float64Array[] {
  return Array.from({ length: KEPT }, () => new Float64Array(4 * BINS));
}

/** A hop at its place on the circle, zeros around it. */
function place(x: Float64Array, hop: number, first: number, circle: Float64Array): void {
  const start = hop * HOP;
  circle.fill(0);
  for (let i = start; i < start + HOP; i++) circle[i & (SIZE - 1)] = x[i - first];
}

/**
 * Products of the newest four spectra a (newest) to d, of two signals: re, re, im, im a bin.
 * Completes d's P, sums of two and of four of them, and the window's sum, which is written as signals to be transformed.
 */
function addProducts(
  a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array,
  one: Float64Array, oneBefore: Float64Array, two: Float64Array, twoBefore: Float64Array, four: Float64Array,
  twoFifth: Float64Array, oneSeventh: Float64Array, v: Float64Array, ap: Float64Array,
): void {
  for (let k = 0; k < BINS; k++) {
    const i = 4 * k;
    for (let s = 0; s < 2; s++) {
      const r = i + s;
      const m = r + 2;
      let ar = a[r];
      let ai = a[m];
      let re = ar * ar + ai * ai;
      ar += b[r];
      ai += b[m];
      re += b[r] * ar + b[m] * ai;
      let im = b[r] * ai - b[m] * ar;
      ar += c[r];
      ai += c[m];
      re += c[r] * ar + c[m] * ai;
      im += c[r] * ai - c[m] * ar;
      ar += d[r];
      ai += d[m];
      const pr = d[r] * ar + d[m] * ai;
      const pi = d[r] * ai - d[m] * ar;
      one[r] = pr;
      one[m] = pi;
      const qr = pr + oneBefore[r];
      const qi = pi + oneBefore[m];
      two[r] = qr;
      two[m] = qi;
      const fr = qr + twoBefore[r];
      const fi = qi + twoBefore[m];
      four[r] = fr;
      four[m] = fi;
      re += fr + (twoFifth[r] + oneSeventh[r]);
      im += fi + (twoFifth[m] + oneSeventh[m]);
      const out = s === 0 ? v : ap;
      out[k] = re + im;
      out[(SIZE - k) & (SIZE - 1)] = re - im;
    }
  }
}

/** Sums of products to autocorrelation: mean off, unbiased, 1 at lag 0. */
function finish(spectrum: Float64Array, channel: number, x: Float64Array, start: number, mean: number, sd: number, out: Float64Array): void {
  if (!(sd > LEAST_SD)) {
    out.fill(0);
    return;
  }
  const variance = sd * sd;
  const end = start + WINDOW - 1;
  // Sums of the first and of the last `lag` samples, about the mean.
  let ends = 0;
  for (let lag = 0; lag <= LONGEST_LAG; lag++) {
    const k = lag <= SIZE / 2 ? 4 * lag + channel : 4 * (SIZE - lag) + channel;
    const sum = (lag <= SIZE / 2 ? spectrum[k] + spectrum[k + 2] : spectrum[k] - spectrum[k + 2]) / SIZE;
    const count = WINDOW - lag;
    out[lag] = (sum / count - mean * (mean - ends / count)) / variance;
    ends += x[start + lag] - mean + (x[end - lag] - mean);
  }
}
