import { pairTransform } from '../kernels/realTransform.ts';
import type { BodyStream } from './bodyStream.ts';
import type { Loops } from './loops.ts';
import { HOP, LEAST_SD, SAMPLE_RATE_HZ, SEGMENT, SEGMENT_HOP, WINDOW } from './plan.ts';
import type { Cells, Workspace } from './workspace.ts';

const BINS = SEGMENT / 2 + 1;
const BIN_HZ = SAMPLE_RATE_HZ / SEGMENT;
/** Bins of three axes, made even: the loops take two numbers at a time. */
const LENGTH = 3 * BINS + 1;
/** Segments kept, a power of two; a window holds six at most, and one may be ahead. */
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
  readonly #loops: Loops;
  readonly #taper: Cells;
  readonly #tapered: Cells;
  /** Power of the segments: ap and v bin by bin, then ml. */
  readonly #power: readonly Cells[];
  readonly #none: Cells;
  readonly #sum: Cells;
  #next = 0;
  /** Sideways, segments are transformed two at a time where the stream allows. */
  #nextSideways = 0;

  /** Hz, linear between bins: ap, v, ml; NaN for an axis that does not vary. */
  readonly f50Hz = new Float64Array(3);
  readonly f95Hz = new Float64Array(3);
  readonly centroidHz = new Float64Array(3);

  constructor({ loops, cells }: Workspace) {
    this.#loops = loops;
    this.#taper = cells(SEGMENT);
    for (let i = 0; i < SEGMENT; i++) this.#taper.values[i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SEGMENT);
    this.#tapered = cells(SEGMENT);
    this.#power = Array.from({ length: KEPT }, () => cells(LENGTH));
    this.#none = cells(LENGTH);
    this.#sum = cells(LENGTH);
  }

  /** Transforms the segments that end with this hop. */
  add(stream: BodyStream, hop: number): void {
    const end = (hop + 1) * HOP;
    for (; endOf(this.#next) <= end; this.#next++) {
      this.#write(stream, stream.cells.ap, this.#next, 0);
      this.#write(stream, stream.cells.v, this.#next, 1);
      this.#transform.toPower();
      at(this.#power, this.#next).values.set(this.#transform.power);
      if (this.#nextSideways > this.#next) continue;
      const two = endOf(this.#next + 1) <= stream.end;
      this.#write(stream, stream.cells.ml, this.#next, 0);
      this.#write(stream, stream.cells.ml, two ? this.#next + 1 : this.#next, 1);
      this.#transform.toPower();
      for (let s = 0; s < (two ? 2 : 1); s++) this.#keepSideways(this.#nextSideways++, s);
    }
  }

  /** Averages over the window that ends with `hop`. @param sds of the window: ap, v, ml */
  join(hop: number, sds: Float64Array): void {
    const start = (hop + 1) * HOP - WINDOW;
    const first = Math.ceil(start / SEGMENT_HOP);
    const p = this.#power;
    const sixth = first + 5 < this.#next ? at(p, first + 5) : this.#none;
    this.#loops.sumSix(at(p, first), at(p, first + 1), at(p, first + 2), at(p, first + 3), at(p, first + 4), sixth, this.#sum);
    this.#read(0, 0, 2, sds[0]);
    this.#read(1, 1, 2, sds[1]);
    this.#read(2, 2 * BINS, 1, sds[2]);
  }

  #write(stream: BodyStream, axis: Cells, segment: number, channel: 0 | 1): void {
    this.#loops.taper(axis, segment * SEGMENT_HOP - stream.first, this.#taper, this.#tapered);
    this.#transform.inputs[channel].set(this.#tapered.values);
  }

  #keepSideways(segment: number, channel: number): void {
    const { power } = this.#transform;
    const out = at(this.#power, segment).values;
    for (let k = 0; k < BINS; k++) out[2 * BINS + k] = power[2 * k + channel];
  }

  /** @param from, step where the axis has its bins */
  #read(axis: number, from: number, step: number, sd: number): void {
    if (!(sd > LEAST_SD)) {
      this.centroidHz[axis] = this.f50Hz[axis] = this.f95Hz[axis] = NaN;
      return;
    }
    const sum = this.#sum.values;
    const last = from + (BINS - 1) * step;
    // One-sided: what lies between the ends counts twice.
    sum[from] /= 2;
    sum[last] /= 2;
    let total = 0;
    let moment = 0;
    for (let i = from, k = 0; i <= last; i += step, k++) {
      total += sum[i];
      moment += k * sum[i];
    }
    this.centroidHz[axis] = (BIN_HZ * moment) / total;
    let below = sum[from];
    let k = 0;
    for (; below < 0.5 * total; below += sum[from + k * step]) k++;
    this.f50Hz[axis] = BIN_HZ * (k - (below - 0.5 * total) / sum[from + k * step]);
    for (; below < 0.95 * total; below += sum[from + k * step]) k++;
    this.f95Hz[axis] = BIN_HZ * (k - (below - 0.95 * total) / sum[from + k * step]);
  }
}

function at(power: readonly Cells[], segment: number): Cells {
  return power[segment & (KEPT - 1)];
}

/** Behind a segment's last sample. */
function endOf(segment: number): number {
  return segment * SEGMENT_HOP + SEGMENT;
}
