import type { ImuBlock, SensorAxes, SensorDescription } from '../../model/index.ts';

/** A run of samples of one sensor, ready to be packed. The columns are used again for the next. */
export type TakeRun = (startSample: number, columns: readonly Float64Array[]) => void;

/** Gathers one sensor's blocks, whatever their length, into runs that are worth packing. */
export class RunGatherer {
  readonly #columns: Float64Array[];
  readonly #take: TakeRun;
  readonly #longest: number;
  #start = 0;
  #length = 0;

  constructor({ hasGyroscope }: SensorDescription, longest: number, take: TakeRun) {
    this.#columns = Array.from({ length: hasGyroscope ? 6 : 3 }, () => new Float64Array(longest));
    this.#longest = longest;
    this.#take = take;
  }

  add({ startSample, length, acc, gyr }: ImuBlock<SensorAxes>): void {
    if (startSample !== this.#start + this.#length) this.flush();
    const sources = gyr ? [acc.x, acc.y, acc.z, gyr.x, gyr.y, gyr.z] : [acc.x, acc.y, acc.z];
    for (let from = 0; from < length;) {
      if (this.#length === 0) this.#start = startSample + from;
      const count = Math.min(this.#longest - this.#length, length - from);
      for (const [c, source] of sources.entries()) this.#columns[c].set(source.subarray(from, from + count), this.#length);
      this.#length += count;
      from += count;
      if (this.#length === this.#longest) this.flush();
    }
  }

  /** Hands out what a sensor that fell silent has left behind: a reader must not come with it long after the others. */
  flushBefore(sample: number): void {
    if (this.#start + this.#length < sample) this.flush();
  }

  flush(): void {
    const length = this.#length;
    if (length === 0) return;
    this.#length = 0;
    this.#take(this.#start, this.#columns.map((column) => column.subarray(0, length)));
  }
}
