import { damaged } from '../../damage.ts';
import type { RowPlaces } from '../../rowReader.ts';
import type { Column } from '../../sampleBlocks.ts';

/** A pause longer than this is a clock set anew, not a radio gap. */
const MAX_JUMP_S = 3600;

/**
 * Places each row on the recording's even grid. Without a clock in the file a row is a sample.
 * With a LATENCY channel, a step of the clock by more than one and a half samples is a gap, and the row after it goes
 * where the clock says; smaller steps are jitter. Thus lost rows never close up the time axis.
 */
export class RowGrid implements RowPlaces {
  readonly #path: string;
  readonly #rateHz: number;
  readonly #latency: Column | null;
  #next = 0;
  #firstS = NaN;
  #lastS = NaN;

  constructor(path: string, rateHz: number, latency: Column | null) {
    this.#path = path;
    this.#rateHz = rateHz;
    this.#latency = latency;
  }

  /** Index of this row's sample. Throws AppError BAD_RECORDING where the clock runs backwards or jumps by hours. */
  place(values: Float64Array, line: number): number {
    if (this.#latency) {
      const timeS = values[this.#latency.index] * this.#latency.factor;
      if (timeS === timeS) this.#advance(timeS, line);
    }
    return this.#next++;
  }

  /** Samples on the grid so far, gaps included. */
  get length(): number {
    return this.#next;
  }

  #advance(timeS: number, line: number): void {
    if (this.#firstS !== this.#firstS) {
      // Rows before the first clock reading lie evenly before it.
      this.#firstS = timeS - this.#next / this.#rateHz;
    } else {
      const stepS = timeS - this.#lastS;
      if (stepS <= 0) throw damaged(this.#path, line, 'the LATENCY channel does not go forward here; the rows must be in order of time.', 'LATENCY');
      if (stepS > MAX_JUMP_S) throw damaged(this.#path, line, `the LATENCY channel jumps by ${Math.round(stepS)} s here; split the recording at this line, or correct the unit of LATENCY.`, 'LATENCY');
      const position = Math.round((timeS - this.#firstS) * this.#rateHz);
      if (position > this.#next && stepS * this.#rateHz > 1.5) this.#next = position;
    }
    this.#lastS = timeS;
  }
}
