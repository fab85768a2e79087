/** The newest samples of a sensor, one after the other in memory. */
export interface RingView {
  readonly columns: readonly Float64Array[];
  /** 1 where there was no sample. */
  readonly missing: Uint8Array;
}

/**
 * The newest `length` samples of some columns. Each sample is written twice, `length` apart, so that the newest `length` always
 * lie in one piece and a window costs no copy.
 */
export class WindowRing {
  readonly length: number;
  readonly #columns: readonly Float64Array[];
  readonly #missing: Uint8Array;
  #end = 0;

  constructor(length: number, columnCount: number) {
    this.length = length;
    this.#columns = Array.from({ length: columnCount }, () => new Float64Array(2 * length));
    this.#missing = new Uint8Array(2 * length);
  }

  /** Samples taken so far, missing ones included. */
  get end(): number {
    return this.#end;
  }

  /** Takes the samples [from, to) of columns. */
  append(columns: readonly Float64Array[], from: number, to: number): void {
    this.#inPieces(from, to, (at, start, end) => {
      for (const [c, column] of this.#columns.entries()) {
        const piece = columns[c].subarray(start, end);
        column.set(piece, at);
        column.set(piece, at + this.length);
      }
      this.#mark(0, at, end - start);
    });
  }

  /** Takes samples that did not arrive. */
  skip(count: number): void {
    this.#inPieces(0, count, (at, start, end) => this.#mark(1, at, end - start));
  }

  /** Valid until the next sample is taken. */
  view(): RingView {
    const start = this.#end % this.length;
    return {
      columns: this.#columns.map((column) => column.subarray(start, start + this.length)),
      missing: this.#missing.subarray(start, start + this.length),
    };
  }

  #mark(value: 0 | 1, at: number, count: number): void {
    this.#missing.fill(value, at, at + count);
    this.#missing.fill(value, at + this.length, at + this.length + count);
  }

  /** Cuts a range where the ring begins again. */
  #inPieces(from: number, to: number, write: (at: number, start: number, end: number) => void): void {
    for (let start = from; start < to;) {
      const at = this.#end % this.length;
      const end = Math.min(to, start + this.length - at);
      write(at, start, end);
      this.#end += end - start;
      start = end;
    }
  }
}
