import type { ImuBlock, SensorAxes } from '../../model/index.ts';

/** The newest samples of a sensor, one after the other in memory. */
export interface SampleView {
  /** acc x, y, z in m/s², then gyr x, y, z in deg/s where the sensor has a gyroscope. */
  readonly columns: readonly Float64Array[];
  /** 1 where there was no sample. */
  readonly missing: Uint8Array;
}

/** Memory in window lengths. With two, each sample is written once and moved once, by a copy of whole pieces. */
const WINDOWS_HELD = 2;

/**
 * The newest `length` samples of one sensor, always in one piece, so that a window costs no copy: samples are written one after the
 * other, and when the memory ends, what a window can still need moves to its front. Taking samples allocates nothing.
 */
export class NewestSamples {
  readonly length: number;
  readonly #columns: readonly Float64Array[];
  readonly #missing: Uint8Array;
  #end = 0;
  /** Where the next sample is written; the newest window ends here. */
  #at: number;

  /** @param columnCount 6 with a gyroscope, 3 without */
  constructor(length: number, columnCount: 3 | 6) {
    this.length = length;
    this.#at = length;
    this.#columns = Array.from({ length: columnCount }, () => new Float64Array(WINDOWS_HELD * length));
    this.#missing = new Uint8Array(WINDOWS_HELD * length);
  }

  /** Samples taken so far, missing ones included. */
  get end(): number {
    return this.#end;
  }

  /** Takes `count` samples of a block from its sample `from` on. */
  append({ acc, gyr }: ImuBlock<SensorAxes>, from: number, count: number): void {
    for (let left = count; left > 0;) {
      const n = this.#room(left);
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
      this.#step(n, false);
      left -= n;
    }
  }

  /** Takes samples that did not arrive. */
  skip(count: number): void {
    for (let left = count; left > 0;) {
      const n = this.#room(left);
      this.#step(n, true);
      left -= n;
    }
  }

  /** Valid until the next sample is taken. */
  view(): SampleView {
    const end = this.#at;
    const start = end - this.length;
    return { columns: this.#columns.map((column) => column.subarray(start, end)), missing: this.#missing.subarray(start, end) };
  }

  /** Makes room. @returns how many samples can be written, at most `wanted` */
  #room(wanted: number): number {
    const size = this.#missing.length;
    if (this.#at === size) {
      const start = size - this.length;
      for (const column of this.#columns) column.copyWithin(0, start);
      this.#missing.copyWithin(0, start);
      // Cleared once, so that a packet has nothing to mark.
      this.#missing.fill(0, this.length);
      this.#at = this.length;
    }
    return Math.min(wanted, size - this.#at);
  }

  /** A loop, not `set`: a packet holds a few samples, and a view of it would cost more than they do. */
  #write(column: Float64Array, samples: Float64Array, start: number, count: number): void {
    const at = this.#at;
    for (let i = 0; i < count; i++) column[at + i] = samples[start + i];
  }

  #step(count: number, missing: boolean): void {
    if (missing) this.#missing.fill(1, this.#at, this.#at + count);
    this.#end += count;
    this.#at += count;
  }
}
