import { BLOCK, HOP, REACH, WINDOW } from './plan.ts';
import type { Cells, Workspace } from './workspace.ts';

/** What is looked back at from the newest sample: a window, the contacts' delay, the margins of the wavelet. */
const HISTORY = WINDOW + 3 * HOP + 4 * REACH;
const CAPACITY = HISTORY + BLOCK;

/**
 * The newest minutes of a stream: acceleration along the body's axes, and its wavelet transforms. Sample i of the stream lies at
 * `i - first` in every array.
 */
export class BodyStream {
  /** Forward, up and to the right; the mean force of the block is taken off the vertical. m/s² */
  readonly ap: Float64Array;
  readonly v: Float64Array;
  readonly ml: Float64Array;
  /** The same, for the loops. */
  readonly cells: { readonly ap: Cells; readonly v: Cells; readonly ml: Cells; readonly once: Cells; readonly twice: Cells };
  /** The vertical after one and after two passes of the wavelet; they end before the axes do. */
  readonly once: Float64Array;
  readonly twice: Float64Array;
  /** Sample at the arrays' front. */
  first = 0;
  /** Behind the newest sample. */
  end = 0;

  constructor({ cells }: Workspace) {
    this.cells = { ap: cells(CAPACITY), v: cells(CAPACITY), ml: cells(CAPACITY), once: cells(CAPACITY), twice: cells(CAPACITY) };
    this.ap = this.cells.ap.values;
    this.v = this.cells.v.values;
    this.ml = this.cells.ml.values;
    this.once = this.cells.once.values;
    this.twice = this.cells.twice.values;
  }

  /** Makes room for up to a block behind `end`; what is older than the history goes. */
  makeRoom(count: number): void {
    if (this.end + count - this.first <= CAPACITY) return;
    const gone = this.end - HISTORY - this.first;
    for (const array of [this.ap, this.v, this.ml, this.once, this.twice]) array.copyWithin(0, gone);
    this.first += gone;
  }
}
