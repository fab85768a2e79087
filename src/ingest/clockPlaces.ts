import { damaged } from './damage.ts';
import type { RowPlaces } from './rowReader.ts';

/** A pause longer than this is a clock set anew, not a gap. */
const MAX_JUMP_S = 3600;
/** A shorter step has lost nothing. */
const LOST_FROM = 1.5;
/** Rows over which the clock's jitter is averaged. */
const JITTER_ROWS = 32;
/** So many steps tell the true sampling rate. */
const RATE_STEPS = 100;
/** Fewer say too little about the rate. */
const FEWEST_STEPS = 20;
/** The middle step may be this far from one sample: a clock in whole milliseconds ticks unevenly. */
const USUAL_TOLERANCE = 0.25;
/** Crystals are off by 0.01 %, sensors without one by a few per cent: their rate must be said, or every time is wrong by as much. */
const RATE_TOLERANCE = 0.005;

export interface Clock {
  readonly path: string;
  /** The column's name in messages: `time`. */
  readonly name: string;
  readonly index: number;
  /** Samples per unit of the column: 1 for a counter of samples, rate times unit for a time. */
  readonly samplesPerUnit: number;
  readonly sampleRateHz: number;
  /** The value at which the column starts again from 0; null where it never does. */
  readonly wrapsAt: number | null;
  /** Where the sampling rate is laid down, as a remedy: `correct "sampleRateHz" in walk.json`. */
  readonly rateRemedy: string;
}

/**
 * Places rows on the recording's even grid by the clock or counter of the device, never by their number.
 * A row that comes half a sample or more later than the rows before let expect is behind a gap; less is jitter, and a slow drift
 * is the device's crystal. A device whose clock runs at another rate than the stated one is refused, because every time in the
 * recording would be wrong by as much.
 */
export class ClockPlaces implements RowPlaces {
  readonly #clock: Clock;
  #next = 0;
  #last = NaN;
  /** Steps between the first rows, in samples. */
  readonly #steps: number[] = [];
  /** How far the clock is ahead of the grid at this row, and on the mean of the rows before: what jitter adds goes, drift stays. */
  #ahead = 0;
  #usuallyAhead = 0;
  /** Since the last gap: rows, and samples by the clock. */
  #runRows = 0;
  #runClock = 0;
  #line = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  place(values: Float64Array, line: number): number {
    const { path, name, index } = this.#clock;
    const value = values[index];
    if (Number.isNaN(value)) throw damaged(path, line, `the ${name} is missing; every row needs it, so delete the row or write its ${name}.`, name);
    if (!Number.isNaN(this.#last)) this.#advance(this.#step(value, line), line);
    this.#last = value;
    this.#line = line;
    return this.#next++;
  }

  get length(): number {
    return this.#next;
  }

  end(): void {
    if (this.#steps.length < RATE_STEPS) this.#checkRate();
  }

  /** From the row before to this one, in samples. */
  #step(value: number, line: number): number {
    const { path, name, samplesPerUnit, sampleRateHz, wrapsAt } = this.#clock;
    let units = value - this.#last;
    // Round the corner: a step back by more than half the range.
    if (wrapsAt !== null && units < -wrapsAt / 2) units += wrapsAt;
    const step = units * samplesPerUnit;
    if (!(step > 0)) throw damaged(path, line, `the ${name} does not go forward here; the rows must be in order of time, each once.`, name);
    if (step > MAX_JUMP_S * sampleRateHz) {
      throw damaged(path, line, `the ${name} jumps by ${Math.round(step / sampleRateHz)} s here; split the recording at this line, or correct the unit of the ${name}.`, name);
    }
    return step;
  }

  #advance(step: number, line: number): void {
    if (this.#steps.length < RATE_STEPS && this.#steps.push(step) === RATE_STEPS) this.#checkRate();
    this.#ahead += step - 1;
    const lost = step < LOST_FROM ? 0 : Math.round(this.#ahead - this.#usuallyAhead);
    if (lost > 0) {
      this.#next += lost;
      this.#ahead -= lost;
      this.#runRows = this.#runClock = 0;
      return;
    }
    this.#runRows++;
    this.#runClock += step;
    this.#usuallyAhead += (this.#ahead - this.#usuallyAhead) / Math.min(this.#runRows + 1, JITTER_ROWS);
    if (this.#runRows >= RATE_STEPS && Math.abs(this.#runClock - this.#runRows) > 1 + RATE_TOLERANCE * this.#runRows) throw this.#wrongRate(this.#runClock / this.#runRows, line);
  }

  /** Many gaps look like a low rate, so the most usual step decides. */
  #checkRate(): void {
    if (this.#steps.length < FEWEST_STEPS) return;
    const middle = this.#steps.sort((a, b) => a - b)[this.#steps.length >> 1];
    if (Math.abs(middle - 1) > USUAL_TOLERANCE) throw this.#wrongRate(middle, this.#line);
  }

  #wrongRate(samplesPerRow: number, line: number): Error {
    const { path, name, sampleRateHz, rateRemedy } = this.#clock;
    const found = Number((sampleRateHz / samplesPerRow).toPrecision(5));
    return damaged(path, line, `by the ${name} the rows up to here come at ${found} Hz, not at ${sampleRateHz} Hz; ${rateRemedy}.`, name);
  }
}

/** Rows that follow each other without a clock. */
export class EvenPlaces implements RowPlaces {
  #next = 0;

  place(): number {
    return this.#next++;
  }

  get length(): number {
    return this.#next;
  }
}
