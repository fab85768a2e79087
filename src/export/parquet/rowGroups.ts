import type { ImuBlock, SensorAxes, SensorDescription } from '../../model/index.ts';
import { columnsOf } from './survey.ts';

/** Rows of one group: the samples of a stretch of the grid. */
export interface RowGroup {
  readonly firstSample: number;
  /** Of every sensor's columns, one after the other; what stands where `present` is 0 means nothing. */
  readonly columns: readonly Float64Array[];
  /** Of every sensor, 1 where it has a sample. */
  readonly present: readonly Uint8Array[];
}

/** Gathers blocks into groups of so many samples of the grid, and hands a group out once no block can reach into it any more. */
export class RowGroupGatherer {
  readonly #sensors: readonly SensorDescription[];
  readonly #samples: number;
  readonly #late: number;
  readonly #open = new Map<number, RowGroup>();
  #front = 0;

  /** @param samples of a group @param late how far a block may begin before the newest end */
  constructor(sensors: readonly SensorDescription[], samples: number, late: number) {
    this.#sensors = sensors;
    this.#samples = samples;
    this.#late = sensors.length > 1 ? late : 0;
  }

  add(block: ImuBlock<SensorAxes>): RowGroup[] {
    const sensor = this.#sensors.findIndex(({ site }) => site === block.site);
    if (sensor < 0) return [];
    const firstColumn = this.#sensors.slice(0, sensor).reduce((sum, { hasGyroscope }) => sum + (hasGyroscope ? 6 : 3), 0);
    const sources = columnsOf(block);
    for (let from = 0; from < block.length;) {
      const at = block.startSample + from;
      const number = Math.floor(at / this.#samples);
      const to = Math.min(block.length, (number + 1) * this.#samples - block.startSample);
      const group = this.#group(number);
      for (const [c, source] of sources.entries()) group.columns[firstColumn + c].set(source.subarray(from, to), at - group.firstSample);
      group.present[sensor].fill(1, at - group.firstSample, block.startSample + to - group.firstSample);
      from = to;
    }
    this.#front = Math.max(this.#front, block.startSample + block.length);
    return this.#done(this.#front - this.#late);
  }

  end(): RowGroup[] {
    return this.#done(Infinity);
  }

  #group(number: number): RowGroup {
    const open = this.#open.get(number);
    if (open) return open;
    const group: RowGroup = {
      firstSample: number * this.#samples,
      columns: this.#sensors.flatMap(({ hasGyroscope }) => Array.from({ length: hasGyroscope ? 6 : 3 }, () => new Float64Array(this.#samples))),
      present: this.#sensors.map(() => new Uint8Array(this.#samples)),
    };
    this.#open.set(number, group);
    return group;
  }

  #done(sample: number): RowGroup[] {
    const numbers = [...this.#open.keys()].filter((number) => (number + 1) * this.#samples <= sample).sort((a, b) => a - b);
    return numbers.map((number) => {
      const group = this.#open.get(number)!;
      this.#open.delete(number);
      return group;
    });
  }
}
