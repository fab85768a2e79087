import { pairTransform } from '../kernels/realTransform.ts';
import type { BodyStream } from './bodyStream.ts';
import { BLOCK, REACH, SCALE } from './plan.ts';

const SIZE = 2048;
const BINS = SIZE / 2 + 1;
/** Two passes reach this far. */
export const MARGIN = 2 * REACH;
/** Outputs of one transform; a block is four of them, and their margins fit into the transform. */
const OUTPUTS = BLOCK / 4;

/**
 * The vertical acceleration through the gaus1 wavelet, once after integration and once again.
 *
 * Source: McCamley 2012, Gait Posture 36:316: the integrated vertical acceleration is differentiated with a gaus1 wavelet, whose minima are
 * initial contacts, and again, whose maxima are final contacts; V pointing down, as there.
 * Steps: integral (trapezium rule), wavelet and wavelet are one convolution each from acceleration to result, with 91 and 181 taps:
 * no integral that drifts. Both come from one transform of the signal and one transform back.
 * Needs: beyond the stream's ends the acceleration stays as it is there.
 */
export class WaveletPasses {
  readonly #transform = pairTransform(SIZE);
  /** Responses: of one pass, which is even, real; of both, which is odd, imaginary. */
  readonly #once = new Float64Array(BINS);
  readonly #twice = new Float64Array(BINS);
  readonly #spectrum = new Float64Array(4 * BINS);
  #next = 0;
  /** Behind the newest sample with both transforms. */
  end = 0;

  constructor() {
    const { smooth, wavelet } = waveletTaps();
    const { inputs, spectrum } = this.#transform;
    for (const [c, taps] of [smooth, wavelet].entries()) {
      inputs[c].fill(0);
      for (let k = -REACH; k <= REACH; k++) inputs[c][(k + SIZE) % SIZE] = taps[k + REACH];
    }
    this.#transform.toSpectrum();
    for (let k = 0; k < BINS; k++) {
      this.#once[k] = -spectrum[4 * k] / SIZE;
      this.#twice[k] = this.#once[k] * spectrum[4 * k + 3];
    }
  }

  /** Goes on as far as the stream's end allows; `last` when nothing follows it. */
  extend(stream: BodyStream, last: boolean): void {
    const to = stream.end;
    for (; OUTPUTS * this.#next + OUTPUTS <= to || (last && this.end < to); this.#next++) {
      const start = OUTPUTS * this.#next - MARGIN;
      this.#transformFrom(stream, start - MARGIN);
      const stop = Math.min(start + OUTPUTS, to);
      read(this.#transform.spectrum, Math.max(0, start), stop, start - MARGIN, stream);
      this.end = stop;
    }
  }

  #transformFrom(stream: BodyStream, from: number): void {
    const { inputs, spectrum } = this.#transform;
    const [a, b] = inputs;
    const { v, first, end } = stream;
    const count = OUTPUTS + 2 * MARGIN;
    for (let i = 0; i < count; i++) a[i] = v[Math.min(Math.max(from + i, 0), end - 1) - first];
    a.fill(0, count);
    b.fill(0);
    this.#transform.toSpectrum();
    const x = this.#spectrum;
    x.set(spectrum);
    // Spectra of both results, each as a signal to be transformed: real part plus imaginary part, and their difference behind the middle.
    for (let k = 0; k < BINS; k++) {
      const re = x[4 * k];
      const im = x[4 * k + 2];
      const once = this.#once[k];
      const twice = this.#twice[k];
      const mirrored = (SIZE - k) & (SIZE - 1);
      a[k] = once * re + once * im;
      a[mirrored] = once * re - once * im;
      b[k] = twice * re - twice * im;
      b[mirrored] = -twice * im - twice * re;
    }
    this.#transform.toSpectrum();
  }
}

/** Samples `start` to `stop` of both results, from a transform whose first sample is `zero`. */
function read(spectrum: Float64Array, start: number, stop: number, zero: number, stream: BodyStream): void {
  const { once, twice, first } = stream;
  for (let i = start; i < stop; i++) {
    const at = i - zero;
    const [k, sign] = at <= SIZE / 2 ? [4 * at, 1] : [4 * (SIZE - at), -1];
    once[i - first] = spectrum[k] + sign * spectrum[k + 2];
    twice[i - first] = spectrum[k + 1] + sign * spectrum[k + 3];
  }
}

/**
 * Taps of gaus1 by itself, and of the trapezium integral followed by it, which is a Gaussian, from -45 to 45.
 * Scaled so that the Gaussian sums to 1: the first pass is in m/s², the second in m/s² per sample.
 */
export function waveletTaps(): { readonly smooth: Float64Array; readonly wavelet: Float64Array } {
  const wavelet = Float64Array.from({ length: 2 * REACH + 1 }, (_, i) => -(i - REACH) * Math.exp(-(((i - REACH) / SCALE) ** 2)));
  const smooth = new Float64Array(2 * REACH + 1);
  let running = 0;
  let total = 0;
  for (let i = 0; i < smooth.length; i++) {
    smooth[i] = running + wavelet[i] / 2;
    running += wavelet[i];
    total += smooth[i];
  }
  return { smooth: smooth.map((tap) => tap / total), wavelet: wavelet.map((tap) => tap / total) };
}
