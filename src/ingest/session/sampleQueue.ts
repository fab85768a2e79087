/** Samples of one stream that wait for their partners: a ring of fixed size, struct of arrays. */
export class SampleQueue {
  /** When each was taken, in sampling periods. */
  readonly times: Float64Array;
  readonly places: Float64Array;
  readonly columns: readonly Float64Array[];
  length = 0;
  readonly #size: number;
  #head = 0;

  constructor(size: number) {
    this.#size = size;
    this.times = new Float64Array(size);
    this.places = new Float64Array(size);
    this.columns = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  }

  get isFull(): boolean {
    return this.length === this.#size;
  }

  /** Index of the oldest sample in the arrays. */
  get head(): number {
    return this.#head;
  }

  /** Index at which the next sample is to be written; it counts from now on. @throws RangeError when full */
  add(): number {
    if (this.isFull) throw new RangeError('the queue is full');
    const at = (this.#head + this.length) % this.#size;
    this.length++;
    return at;
  }

  drop(): void {
    this.#head = (this.#head + 1) % this.#size;
    this.length--;
  }

  clear(): void {
    this.length = 0;
  }
}
