/** A sensor of 16 bits has no more; twice as many tell that there is no such sensor behind the numbers. */
const MOST = 1 << 17;
const PLACES = MOST << 1;

/** The different values of a column, up to a number that no sensor of 16 bits exceeds. */
export class DistinctValues {
  readonly #table = new Float64Array(PLACES);
  readonly #taken = new Uint8Array(PLACES);
  readonly #value = new Float64Array(1);
  readonly #halves = new Uint32Array(this.#value.buffer);
  #count = 0;

  /** There were more values than are kept: those that are kept are only some. */
  isFull = false;

  add(values: Float64Array): void {
    for (let i = 0; i < values.length && !this.isFull; i++) {
      // Minus nought is nought.
      const value = values[i] + 0;
      this.#value[0] = value;
      let at = ((Math.imul(this.#halves[0], 0x9e3779b1) ^ Math.imul(this.#halves[1], 0x85ebca6b)) >>> 8) & (PLACES - 1);
      while (this.#taken[at] === 1 && this.#table[at] !== value) at = (at + 1) & (PLACES - 1);
      if (this.#taken[at] === 1) continue;
      this.#taken[at] = 1;
      this.#table[at] = value;
      this.isFull = ++this.#count === MOST;
    }
  }

  values(): Float64Array {
    return this.#table.filter((_, i) => this.#taken[i] === 1);
  }
}
