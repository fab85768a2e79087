import type { ValueBatch } from './messages.ts';

const FIRST_VALUES = 256;
const FIRST_BYTES = 16_384;

/** Collects values until they are sent together. Its arrays are used again and again; they grow when they must. */
export class ValueWriter {
  #subscriptions = new Uint32Array(FIRST_VALUES);
  #arrivalsMs = new Float64Array(FIRST_VALUES);
  #ends = new Uint32Array(FIRST_VALUES);
  #bytes = new Uint8Array(FIRST_BYTES);
  #count = 0;
  #length = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Bytes that wait. */
  get length(): number {
    return this.#length;
  }

  add(subscription: number, value: Uint8Array, arrivalMs: number): void {
    const end = this.#length + value.length;
    if (this.#count === this.#ends.length) {
      this.#subscriptions = larger(this.#subscriptions, 2 * this.#count);
      this.#arrivalsMs = larger(this.#arrivalsMs, 2 * this.#count);
      this.#ends = larger(this.#ends, 2 * this.#count);
    }
    if (end > this.#bytes.length) this.#bytes = larger(this.#bytes, Math.max(end, 2 * this.#bytes.length));
    this.#bytes.set(value, this.#length);
    this.#subscriptions[this.#count] = subscription;
    this.#arrivalsMs[this.#count] = arrivalMs;
    this.#ends[this.#count] = end;
    this.#count++;
    this.#length = end;
  }

  /** What was collected, as views that hold until the next `add`; begins anew. */
  take(): ValueBatch {
    const batch = {
      subscriptions: this.#subscriptions.subarray(0, this.#count),
      arrivalsMs: this.#arrivalsMs.subarray(0, this.#count),
      ends: this.#ends.subarray(0, this.#count),
      bytes: this.#bytes.subarray(0, this.#length),
    };
    this.#count = 0;
    this.#length = 0;
    return batch;
  }
}

function larger<A extends Uint8Array | Uint32Array | Float64Array>(array: A, length: number): A {
  const copy = new (array.constructor as new (length: number) => A)(length);
  copy.set(array);
  return copy;
}
