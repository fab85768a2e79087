/** Numbers of unknown count: doubles its room as it fills. */
export class Column {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(2 * this.#length);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  /** What was pushed from `start` to before `end`; a view. */
  view(start = 0, end = this.#length): Float64Array {
    return this.#values.subarray(start, Math.min(end, this.#length));
  }
}
