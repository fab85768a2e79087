import type { ImuBlock, SensorAxes } from '../../model/index.ts';

/** The newest samples of a sensor, one after the other in memory. */
export interface RingView {
  /** acc x, y, z in m/s², then gyr x, y, z in deg/s where the sensor has a gyroscope. */
  readonly columns: readonly Float64Array[];
  /** 1 where there was no sample. */
  readonly missing: Uint8Array;
}

/**
 * The newest `length` samples of one sensor. Each sample is written twice, `length` apart, so that the newest `length` always
 * lie in one piece and a window costs no copy. Taking samples allocates nothing.
 */
export class WindowRing {
  readonly length: number;
  readonly #columns: readonly Float64Array[];
  readonly #missing: Uint8Array;
  #end = 0;
  /** `#end % length`, kept along. */
  #at = 0;

  /** @param columnCount 6 with a gyroscope, 3 without */
  constructor(length: number, columnCount: 3 | 6) {
    this.length = length;
    this.#columns = Array.from({ length: columnCount }, () => new Float64Array(2 * length));
    this.#missing = new Uint8Array(2 * length);
  }

  /** Samples taken so far, missing ones included. */
  get end(): number {
    return this.#end;
  }

  /** Takes `count` samples of a block from its sample `from` on. */
  append({ acc, gyr }: ImuBlock<SensorAxes>, from: number, count: number): void {
    for (let left = count; left > 0;) {
      const n = Math.min(left, this.length - this.#at);
      const start = from + count - left;
      const columns = this.#columns;
      this.#write(columns[0], acc.x, start, n);
      this.#write(columns[1], acc.y, start, n);
      this.#write(columns[2], acc.z, start, n);
      if (columns.length === 6 && gyr) {
        this.#write(columns[3], gyr.x, start, n);
        this.#write(columns[4], gyr.y, start, n);
        this.#write(columns[5], gyr.z, start, n);
      }
      this.#step(n, 0);
      left -= n;
    }
  }

  /** Takes samples that did not arrive. */
  skip(count: number): void {
    for (let left = count; left > 0;) {
      const n = Math.min(left, this.length - this.#at);
      this.#step(n, 1);
      left -= n;
    }
  }

  /** Valid until the next sample is taken. */
  view(): RingView {
    const start = this.#at;
    const end = start + this.length;
    return { columns: this.#columns.map((column) => column.subarray(start, end)), missing: this.#missing.subarray(start, end) };
  }

  /** A loop, not `set`: a packet holds a few samples, and a view of it would cost more than they do. */
  #write(column: Float64Array, samples: Float64Array, start: number, count: number): void {
    const at = this.#at;
    const mirrored = at + this.length;
    for (let i = 0; i < count; i++) {
      const value = samples[start + i];
      column[at + i] = value;
      column[mirrored + i] = value;
    }
  }

  #step(count: number, missing: 0 | 1): void {
    const at = this.#at;
    this.#missing.fill(missing, at, at + count);
    this.#missing.fill(missing, at + this.length, at + this.length + count);
    this.#end += count;
    this.#at = at + count === this.length ? 0 : at + count;
  }
}
