import { pairTransform } from '../kernels/realTransform.ts';
import type { BodyStream } from './bodyStream.ts';
import type { FinishedLags, LagProducts, Loops } from './loops.ts';
import { HOP, LAG_TRANSFORM, LEAST_SD, LONGEST_LAG, WINDOW } from './plan.ts';
import type { Cells, Workspace } from './workspace.ts';

const BINS = LAG_TRANSFORM / 2 + 1;
/** Hops kept, a power of two. */
const KEPT = 8;

/**
 * Unbiased autocorrelation of V and AP, lags 0 to 300, of every window.
 *
 * Source: Moe-Nilssen & Helbostad 2004, J Biomech 37:121 (unbiased autocorrelation of trunk acceleration); Bracewell 1984, Proc IEEE
 * 72:1010 (a spectrum transformed as the signal re + im, re - im). The Wiener-Khinchin theorem hop by hop is this project's.
 * Steps:
 * 1. Each hop of 100 samples is transformed once, at its own place on a circle of 512 samples: products of two hops' spectra then
 *    belong to the lags between them.
 * 2. A hop's products with itself and with the three behind it hold all lags that start in it. A window's are those of its first
 *    seven hops, and what its last three hold among themselves.
 * 3. Seven hops in a row are added as two and two, two and one, of which two are kept: no running sum, no drift.
 * 4. One transform back for both axes.
 * 5. The window's mean is taken off, by sums of its ends; each lag is divided by how many products it has, and by the variance.
 */
export class LagSums {
  readonly #transform = pairTransform(LAG_TRANSFORM);
  readonly #loops: Loops;
  readonly #spectra: readonly Cells[];
  /** Products of a hop with itself and those behind it, and the same of it and the hop before. */
  readonly #one: readonly Cells[];
  readonly #two: readonly Cells[];
  readonly #products: LagProducts;
  /** The two signals in the products' `out`. */
  readonly #signalV: Float64Array;
  readonly #signalAp: Float64Array;
  readonly #lags: FinishedLags;
  /** Lags 0 to 300; 1 at lag 0, all 0 for a signal that does not vary. */
  readonly v: Float64Array;
  readonly ap: Float64Array;

  constructor({ loops, cells }: Workspace, stream: BodyStream) {
    const ring = () => Array.from({ length: KEPT }, () => cells(4 * BINS));
    this.#loops = loops;
    [this.#spectra, this.#one, this.#two] = [ring(), ring(), ring()];
    const [spectrum] = this.#spectra;
    this.#products = {
      ...{ a: spectrum, b: spectrum, c: spectrum, d: spectrum },
      ...{ one: spectrum, oneBefore: spectrum, two: spectrum, twoBefore: spectrum, twoFifth: spectrum, oneSeventh: spectrum },
      out: cells(2 * LAG_TRANSFORM),
    };
    this.#signalV = this.#products.out.values.subarray(0, LAG_TRANSFORM);
    this.#signalAp = this.#products.out.values.subarray(LAG_TRANSFORM);
    const inverse = cells(LONGEST_LAG + 1);
    for (let lag = 0; lag <= LONGEST_LAG; lag++) inverse.values[lag] = 1 / (WINDOW - lag);
    this.#lags = {
      spectrum: cells(4 * BINS),
      inverse,
      factors: cells(4),
      v: stream.cells.v,
      ap: stream.cells.ap,
      start: 0,
      outV: cells(LONGEST_LAG + 1),
      outAp: cells(LONGEST_LAG + 1),
    };
    this.v = this.#lags.outV.values;
    this.ap = this.#lags.outAp.values;
  }

  /** Takes the next hop. */
  add(stream: BodyStream, hop: number): void {
    // 1.
    place(stream.v, hop, stream.first, this.#transform.inputs[0]);
    place(stream.ap, hop, stream.first, this.#transform.inputs[1]);
    this.#transform.toSpectrum();
    this.#spectra[hop & (KEPT - 1)].values.set(this.#transform.spectrum);
    // 2. and 3.
    const p = this.#products;
    p.a = newest(this.#spectra, hop);
    p.b = newest(this.#spectra, hop - 1);
    p.c = newest(this.#spectra, hop - 2);
    p.d = newest(this.#spectra, hop - 3);
    p.one = newest(this.#one, hop - 3);
    p.oneBefore = newest(this.#one, hop - 4);
    p.two = newest(this.#two, hop - 3);
    p.twoBefore = newest(this.#two, hop - 5);
    p.twoFifth = newest(this.#two, hop - 7);
    p.oneSeventh = newest(this.#one, hop - 9);
    this.#loops.lagProducts(p);
  }

  /** Autocorrelation of the window that ends with the newest hop. @param means, sds of the window: ap, v, ml */
  join(stream: BodyStream, hop: number, means: Float64Array, sds: Float64Array): void {
    // 4.
    const { inputs, spectrum } = this.#transform;
    inputs[0].set(this.#signalV);
    inputs[1].set(this.#signalAp);
    this.#transform.toSpectrum();
    // 5.
    const lags = this.#lags;
    const factors = lags.factors.values;
    lags.spectrum.values.set(spectrum);
    lags.start = (hop + 1) * HOP - WINDOW - stream.first;
    factors[0] = means[1];
    factors[1] = means[0];
    factors[2] = sds[1] > LEAST_SD ? 1 / (sds[1] * sds[1]) : 0;
    factors[3] = sds[0] > LEAST_SD ? 1 / (sds[0] * sds[0]) : 0;
    this.#loops.finishLags(lags);
    // Rounding times nought has a sign.
    if (factors[2] === 0) this.v.fill(0);
    if (factors[3] === 0) this.ap.fill(0);
  }
}

function newest(ring: readonly Cells[], hop: number): Cells {
  return ring[hop & (KEPT - 1)];
}

/** A hop at its place on the circle, zeros around it. */
function place(x: Float64Array, hop: number, first: number, circle: Float64Array): void {
  const start = hop * HOP;
  circle.fill(0);
  for (let i = start; i < start + HOP; i++) circle[i & (LAG_TRANSFORM - 1)] = x[i - first];
}
