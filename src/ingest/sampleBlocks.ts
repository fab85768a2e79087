import type { ImuBlock, SensorAxes, SensorDescription } from '../model/index.ts';

/** One column of a table of numbers: value in the file times `factor` is m/s², deg/s or s. */
export interface Column {
  readonly index: number;
  readonly factor: number;
}

/** Where one sensor's channels are in a row. */
export interface SensorColumns {
  readonly description: SensorDescription;
  /** x, y, z. */
  readonly acc: readonly Column[];
  /** x, y, z, or null without a gyroscope. */
  readonly gyr: readonly Column[] | null;
}

/** Long enough to cost nothing per sample, short enough to hold many sensors at once. */
const BLOCK_SAMPLES = 4096;

/** Gathers one sensor's rows into gap-free blocks. A row in which any of its channels is missing is a gap. */
export class SampleBlocks {
  readonly #sensor: SensorColumns;
  readonly #sampleRateHz: number;
  readonly #emit: (block: ImuBlock<SensorAxes>) => void;
  /** Of each channel, x, y, z of acceleration, then of angular rate: where it is in a row, and its factor. */
  readonly #index: Int32Array;
  readonly #factor: Float64Array;
  #columns: Float64Array[];
  #start = 0;
  #length = 0;

  constructor(sensor: SensorColumns, sampleRateHz: number, emit: (block: ImuBlock<SensorAxes>) => void) {
    this.#sensor = sensor;
    this.#sampleRateHz = sampleRateHz;
    this.#emit = emit;
    const channels = [...sensor.acc, ...(sensor.gyr ?? [])];
    this.#index = Int32Array.from(channels, ({ index }) => index);
    this.#factor = Float64Array.from(channels, ({ factor }) => factor);
    this.#columns = channels.map(() => new Float64Array(BLOCK_SAMPLES));
  }

  /** Takes the row at a place of the grid; places only grow. */
  add(values: Float64Array, sample: number): void {
    if (sample !== this.#start + this.#length || this.#length === BLOCK_SAMPLES) {
      this.flush();
      this.#start = sample;
    }
    const [index, factor, columns] = [this.#index, this.#factor, this.#columns];
    for (let c = 0; c < index.length; c++) {
      const value = values[index[c]] * factor[c];
      if (value !== value) return; // Missing: what was written of this row is overwritten by the next.
      columns[c][this.#length] = value;
    }
    this.#length++;
  }

  /** Hands out what has been gathered. */
  flush(): void {
    const length = this.#length;
    if (length === 0) return;
    const whole = length === BLOCK_SAMPLES;
    const [ax, ay, az, gx, gy, gz] = whole ? this.#columns : this.#columns.map((column) => column.slice(0, length));
    if (whole) this.#columns = this.#columns.map(() => new Float64Array(BLOCK_SAMPLES));
    this.#length = 0;
    this.#emit({
      site: this.#sensor.description.site,
      sampleRateHz: this.#sampleRateHz,
      startSample: this.#start,
      length,
      acc: { x: ax, y: ay, z: az },
      gyr: gx && gy && gz ? { x: gx, y: gy, z: gz } : null,
    });
  }
}
