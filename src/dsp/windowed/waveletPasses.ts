import { pairTransform } from '../kernels/realTransform.ts';
import type { BodyStream } from './bodyStream.ts';
import type { Loops } from './loops.ts';
import { BLOCK, REACH, SCALE, WAVELET_TRANSFORM } from './plan.ts';
import type { Cells, Workspace } from './workspace.ts';

const BINS = WAVELET_TRANSFORM / 2 + 1;
/** Two passes reach this far. */
const MARGIN = 2 * REACH;
/** Outputs of one transform, four of which are a block; and its samples. */
const OUTPUTS = BLOCK / 4;
const PIECE = OUTPUTS + 2 * MARGIN;

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
  readonly #transform = pairTransform(WAVELET_TRANSFORM);
  readonly #loops: Loops;
  /** Responses: of one pass, which is even, real; of both, which is odd, imaginary. */
  readonly #once: Cells;
  readonly #twice: Cells;
  readonly #spectrum: Cells;
  readonly #signals: Cells;
  readonly #signalOnce: Float64Array;
  readonly #signalTwice: Float64Array;
  #next = 0;
  /** Behind the newest sample with both transforms. */
  end = 0;

  constructor({ loops, cells }: Workspace) {
    this.#loops = loops;
    [this.#once, this.#twice, this.#spectrum, this.#signals] = [cells(BINS), cells(BINS), cells(4 * BINS), cells(2 * WAVELET_TRANSFORM)];
    this.#signalOnce = this.#signals.values.subarray(0, WAVELET_TRANSFORM);
    this.#signalTwice = this.#signals.values.subarray(WAVELET_TRANSFORM);
    const { smooth, wavelet } = waveletTaps();
    const { inputs, spectrum } = this.#transform;
    for (const [c, taps] of [smooth, wavelet].entries()) {
      inputs[c].fill(0);
      for (let k = -REACH; k <= REACH; k++) inputs[c][(k + WAVELET_TRANSFORM) % WAVELET_TRANSFORM] = taps[k + REACH];
    }
    this.#transform.toSpectrum();
    for (let k = 0; k < BINS; k++) {
      this.#once.values[k] = -spectrum[4 * k] / WAVELET_TRANSFORM;
      this.#twice.values[k] = this.#once.values[k] * spectrum[4 * k + 3];
    }
  }

  /** Goes on as far as the stream's end allows; `last` when nothing follows it. */
  extend(stream: BodyStream, last: boolean): void {
    const to = stream.end;
    const { once, twice } = stream.cells;
    for (; OUTPUTS * (this.#next + 1) <= to || (last && this.end < to); this.#next++) {
      const start = OUTPUTS * this.#next - MARGIN;
      this.#filter(stream, start - MARGIN);
      const from = Math.max(0, start);
      this.end = Math.min(start + OUTPUTS, to);
      this.#loops.readTwice(this.#spectrum, from - start + MARGIN, this.end - start + MARGIN, once, twice, from - stream.first);
    }
  }

  /** Leaves the transform of both results. @param from first sample of the signal's piece */
  #filter(stream: BodyStream, from: number): void {
    const { inputs, spectrum } = this.#transform;
    const [piece, nothing] = inputs;
    const { v, first, end } = stream;
    const [begin, stop] = [Math.max(from, 0), Math.min(from + PIECE, end)];
    piece.fill(0);
    piece.set(v.subarray(begin - first, stop - first), begin - from);
    piece.fill(v[begin - first], 0, begin - from);
    piece.fill(v[stop - 1 - first], stop - from, PIECE);
    nothing.fill(0);
    this.#transform.toSpectrum();
    this.#spectrum.values.set(spectrum);
    this.#loops.filterTwice(this.#spectrum, this.#once, this.#twice, this.#signals);
    piece.set(this.#signalOnce);
    nothing.set(this.#signalTwice);
    this.#transform.toSpectrum();
    this.#spectrum.values.set(spectrum);
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
