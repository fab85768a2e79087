import { pairTransform } from '../kernels/realTransform.ts';
import type { BodyStream } from './bodyStream.ts';
import type { Loops } from './loops.ts';
import { HOP, SAMPLE_RATE_HZ, SEGMENT, SEGMENT_HOP, WINDOW } from './plan.ts';
import type { Cells, Workspace } from './workspace.ts';

const BINS = SEGMENT / 2 + 1;
/** Bins of three axes, made even: the loops take two numbers at a time. */
const LENGTH = 3 * BINS + 1;
const BIN_HZ = SAMPLE_RATE_HZ / SEGMENT;
/** Segments kept, a power of two; a window holds six at most. */
const KEPT = 8;

/**
 * Welch spectra of three axes: where half and 95 % of the power lie, and its centre.
 *
 * Source: Welch 1967, IEEE Trans Audio Electroacoust 15:70 (periodograms of half-overlapping Hann windows of 256 samples, each less
 * its mean).
 * Differs from a Welch of each window: the segments lie on a grid of 128 samples counted from the recording's start, and a window
 * takes the five or six that lie wholly in it. So each is transformed once, not ten times.
 */
export class SegmentSpectra {
  readonly #transform = pairTransform(SEGMENT);
  readonly #taper = Float64Array.from({ length: SEGMENT }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SEGMENT));
  /** Power of the segments: all bins of ap, then of v, then of ml. */
  readonly #power: readonly Cells[];
  readonly #none: Cells;
  readonly #sum: Cells;
  readonly #loops: Loops;
  #next = 0;

  /** Hz, linear between bins: ap, v, ml; NaN for an axis without power. */
  readonly f50Hz = new Float64Array(3);
  readonly f95Hz = new Float64Array(3);
  readonly centroidHz = new Float64Array(3);

  constructor({ loops, cells }: Workspace) {
    this.#loops = loops;
    this.#power = Array.from({ length: KEPT }, () => cells(LENGTH));
    this.#none = cells(LENGTH);
    this.#sum = cells(LENGTH);
  }

  /** Transforms the segments that end with this hop. */
  add(stream: BodyStream, hop: number): void {
    const end = (hop + 1) * HOP;
    for (; this.#next * SEGMENT_HOP + SEGMENT <= end; this.#next++) {
      const start = this.#next * SEGMENT_HOP - stream.first;
      const { inputs, power } = this.#transform;
      const out = this.#power[this.#next & (KEPT - 1)].values;
      taper(stream.ap, start, this.#taper, inputs[0]);
      taper(stream.v, start, this.#taper, inputs[1]);
      this.#transform.toPower();
      for (let k = 0; k < BINS; k++) {
        out[k] = power[2 * k];
        out[BINS + k] = power[2 * k + 1];
      }
      taper(stream.ml, start, this.#taper, inputs[0]);
      inputs[1].fill(0);
      this.#transform.toPower();
      for (let k = 0; k < BINS; k++) out[2 * BINS + k] = power[2 * k];
    }
  }

  /** Averages over the window that ends with `hop`. */
  join(hop: number): void {
    const start = (hop + 1) * HOP - WINDOW;
    const first = Math.ceil(start / SEGMENT_HOP);
    const at = (s: number) => this.#power[(first + s) & (KEPT - 1)];
    this.#loops.sumSix(at(0), at(1), at(2), at(3), at(4), first + 5 < this.#next ? at(5) : this.#none, this.#sum);
    for (let axis = 0; axis < 3; axis++) this.#read(axis);
  }

  #read(axis: number): void {
    const sum = this.#sum.values;
    const from = axis * BINS;
    const last = from + BINS - 1;
    // One-sided: what lies between the ends counts twice.
    sum[from] /= 2;
    sum[last] /= 2;
    let total = 0;
    let moment = 0;
    for (let i = from; i <= last; i++) {
      total += sum[i];
      moment += (i - from) * sum[i];
    }
    this.centroidHz[axis] = (BIN_HZ * moment) / total;
    let below = sum[from];
    let i = from;
    for (; below < 0.5 * total; below += sum[i]) i++;
    this.f50Hz[axis] = BIN_HZ * (i - from - (below - 0.5 * total) / sum[i]);
    for (; below < 0.95 * total; below += sum[i]) i++;
    this.f95Hz[axis] = BIN_HZ * (i - from - (below - 0.95 * total) / sum[i]);
  }
}

/** One segment less its mean, tapered. */
function taper(x: Float64Array, start: number, weights: Float64Array, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < SEGMENT; i++) sum += x[start + i];
  const mean = sum / SEGMENT;
  for (let i = 0; i < SEGMENT; i++) out[i] = weights[i] * (x[start + i] - mean);
}
