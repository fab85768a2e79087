import type { ImuBlock, SensorAxes, Site } from '../../model/index.ts';
import { NewestSamples, type SampleView } from './newestSamples.ts';

/** Ten seconds hold six strides of a slow walker; a second is as often as a person reads. */
export const WINDOW_S = 10;
export const HOP_S = 1;

/** The samples of one window. They are views: whoever wants to keep them copies them before returning. */
export interface LiveWindow extends SampleView {
  readonly site: Site;
  readonly sampleRateHz: number;
  /** Samples on the sensor's grid, half-open. */
  readonly start: number;
  readonly end: number;
  /** Samples that arrived since the window before. */
  readonly arrived: number;
  /** It begins after the sensor's first sample, so that what it lacks was lost. */
  readonly filled: boolean;
}

export interface WindowGrid {
  /** Length of a window, seconds. */
  readonly lengthS: number;
  /** From one window to the next, seconds. */
  readonly hopS: number;
  /** How much later this sensor's windows lie than the grid's, as a share of a hop, 0 to 1. */
  readonly phase: number;
}

/**
 * Windows of one sensor on a fixed grid: the first begins `phase` hops after the recording's start, then one every hop. How the
 * samples come in blocks changes nothing. A gap is part of the windows it falls into.
 */
export class SensorWindows {
  readonly #grid: WindowGrid;
  readonly #site: Site;
  readonly #sampleRateHz: number;
  readonly #firstSample: number;
  readonly #newest: NewestSamples;
  readonly #onWindow: (window: LiveWindow) => void;
  #count = 0;
  #windowEnd: number;
  #arrived = 0;

  /** @param first the sensor's first block; it is not taken yet @throws RangeError for a rate at which a hop holds no sample */
  constructor(first: ImuBlock<SensorAxes>, grid: WindowGrid, onWindow: (window: LiveWindow) => void) {
    if (!(first.sampleRateHz * grid.hopS >= 1)) throw new RangeError(`windows every ${grid.hopS} s need a sampling rate of at least ${1 / grid.hopS} Hz, not ${first.sampleRateHz}`);
    this.#grid = grid;
    this.#site = first.site;
    this.#sampleRateHz = first.sampleRateHz;
    this.#firstSample = first.startSample;
    this.#newest = new NewestSamples(Math.round(grid.lengthS * first.sampleRateHz), first.gyr ? 6 : 3);
    this.#onWindow = onWindow;
    this.#windowEnd = this.#endOfWindow();
  }

  /** Tells every window that ends in the block, or in the gap before it, while it is taken. Samples taken before are left out. */
  take(block: ImuBlock<SensorAxes>): void {
    this.#advance(block.startSample, null);
    this.#advance(block.startSample + block.length, block);
  }

  /** Takes samples up to a sample, stopping at each window's end on the way. */
  #advance(to: number, block: ImuBlock<SensorAxes> | null): void {
    const newest = this.#newest;
    while (newest.end < to) {
      const from = newest.end;
      const count = Math.min(to, this.#windowEnd) - from;
      if (block) {
        newest.append(block, from - block.startSample, count);
        this.#arrived += count;
      } else {
        newest.skip(count);
      }
      if (newest.end === this.#windowEnd) this.#tell();
    }
  }

  #tell(): void {
    const { columns, missing } = this.#newest.view();
    const end = this.#windowEnd;
    const start = end - this.#newest.length;
    const arrived = this.#arrived;
    this.#arrived = 0;
    this.#count++;
    this.#windowEnd = this.#endOfWindow();
    this.#onWindow({ site: this.#site, sampleRateHz: this.#sampleRateHz, start, end, columns, missing, arrived, filled: start >= this.#firstSample });
  }

  #endOfWindow(): number {
    const { lengthS, hopS, phase } = this.#grid;
    return Math.round(((this.#count + phase) * hopS + lengthS) * this.#sampleRateHz);
  }
}
