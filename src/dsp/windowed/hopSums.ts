import type { BodyStream } from './bodyStream.ts';
import type { Loops } from './loops.ts';
import { HOP, HOPS_PER_WINDOW, WINDOW } from './plan.ts';
import { step } from './scalarLoops.ts';
import type { Cells, Workspace } from './workspace.ts';

/** Upper 95 % point of chi-squared with two degrees of freedom. */
const CHI_SQUARED_95 = 5.991464547107979;
/** Hops kept, a power of two. */
const KEPT = 16;
const FIELDS = 9;
/** Fields of a hop: means, sums of squares about them, products of ap and ml about them, path inside the hop, path into it. */
const [M, Q, C, INSIDE, INTO] = [0, 3, 6, 7, 8];

/**
 * Mean, spread, ellipse and path of a window from sums of its hops.
 *
 * Source: Chan, Golub & LeVeque 1983, Am Stat 37:242 (sums about each part's own mean are joined without cancellation); Prieto 1996,
 * IEEE Trans Biomed Eng 43:956 for the 95 % ellipse: pi times the chi-squared point times the root of the covariance's determinant.
 * The ellipse and the path are those of the horizontal plane.
 */
export class HopSums {
  readonly #sums = new Float64Array(KEPT * FIELDS);
  readonly #loops: Loops;
  readonly #newest: Cells;
  /** Means of the last window, m/s²: ap, v, ml. */
  readonly mean = new Float64Array(3);
  /** Root mean square about the mean, m/s²: ap, v, ml. */
  readonly rms = new Float64Array(3);
  /** (m/s²)² */
  ellipseArea = 0;
  /** m/s² */
  path = 0;

  constructor({ loops, cells }: Workspace) {
    this.#loops = loops;
    this.#newest = cells(FIELDS - 1);
  }

  /** Takes the next hop. */
  add(stream: BodyStream, hop: number): void {
    const start = hop * HOP - stream.first;
    const at = (hop & (KEPT - 1)) * FIELDS;
    this.#loops.hopSums(stream.cells.ap, stream.cells.v, stream.cells.ml, start, this.#newest);
    this.#sums.set(this.#newest.values, at);
    this.#sums[at + INTO] = hop === 0 ? 0 : step(stream.ap, stream.ml, start);
  }

  /** Joins the hops of the window that ends with `hop`. */
  join(hop: number): void {
    const s = this.#sums;
    const first = hop - HOPS_PER_WINDOW + 1;
    for (let axis = 0; axis < 3; axis++) {
      let mean = 0;
      for (let h = first; h <= hop; h++) mean += s[(h & (KEPT - 1)) * FIELDS + M + axis];
      mean /= HOPS_PER_WINDOW;
      let squares = 0;
      for (let h = first; h <= hop; h++) {
        const at = (h & (KEPT - 1)) * FIELDS;
        const d = s[at + M + axis] - mean;
        squares += s[at + Q + axis] + HOP * d * d;
      }
      this.mean[axis] = mean;
      this.rms[axis] = Math.sqrt(squares / WINDOW);
    }
    let products = 0;
    let path = 0;
    for (let h = first; h <= hop; h++) {
      const at = (h & (KEPT - 1)) * FIELDS;
      products += s[at + C] + HOP * (s[at + M] - this.mean[0]) * (s[at + M + 2] - this.mean[2]);
      path += s[at + INSIDE] + (h === first ? 0 : s[at + INTO]);
    }
    const ap2 = (this.rms[0] * this.rms[0] * WINDOW) / (WINDOW - 1);
    const ml2 = (this.rms[2] * this.rms[2] * WINDOW) / (WINDOW - 1);
    const both = products / (WINDOW - 1);
    this.ellipseArea = Math.PI * CHI_SQUARED_95 * Math.sqrt(Math.max(0, ap2 * ml2 - both * both));
    this.path = path;
  }
}
