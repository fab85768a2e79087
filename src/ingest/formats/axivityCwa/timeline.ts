/** Positions this near to a point of the grid are on it: rounding of the clock's arithmetic. */
const ON_GRID = 1e-6;
/** At the ends of a run, where a neighbour is missing: stamps are in 1/32768 s, a twentieth of a sample at 1600 Hz. */
const ON_GRID_AT_ENDS = 0.05;
/** Beyond this a sector's clock and its samples do not belong together: samples were lost without a trace, or the clock was set. */
const LARGEST_DRIFT = 0.1;
/** The clock is read in the same moment as a sample, give or take this many samples. */
const CLOCK_JITTER_SAMPLES = 2;

/** A moment that a sector's clock and its samples share. */
interface Mark {
  /** Samples since the run's first. */
  readonly sample: number;
  readonly timeS: number;
}

/** Takes one sample of the even grid. The values are used again for the next. */
export type TakeGridSample = (values: Float64Array, sample: number) => void;

/**
 * Puts samples on the even grid of the nominal rate, by the clock readings of their sectors.
 *
 * The device samples by its own oscillator, up to some per cent beside the nominal rate, and stamps each sector with its real-time
 * clock. Steps:
 * 1. Between two stamps of a run of sectors, sample times lie on a straight line; before the first and after the last they go on
 *    at the nearest line's slope.
 * 2. Each point of the grid between two neighbouring samples of a run lies on the straight line between them. The nearest sample
 *    would do harm: at a rate 1 % off, one sample in a hundred would come twice or never.
 * 3. Between runs there is nothing: a gap.
 *
 * Source: the piecewise linear time follows Open Movement's omconvert, which interpolates cubically by default.
 * Differs from the source: straight lines between samples, so that no value lies outside what was measured.
 */
export class Timeline {
  readonly #rateHz: number;
  readonly #take: TakeGridSample;
  readonly #channels: number;
  readonly #values: Float64Array;
  /** Samples of this run that wait for the next stamp, one after the other. */
  #waiting: number[] = [];
  /** Samples of this run that have left. */
  #placed = 0;
  #mark: Mark | null = null;
  /** Samples of this run before the sector at hand. */
  #sectorStart = 0;
  /** Seconds a sample lasts by the last two stamps. */
  #slopeS: number;
  #before: { readonly position: number; readonly values: Float64Array } | null = null;
  #originS: number | null = null;
  #next = 0;
  #markedSamples = 0;
  #markedS = 0;

  constructor(rateHz: number, channels: number, take: TakeGridSample) {
    this.#rateHz = rateHz;
    this.#channels = channels;
    this.#take = take;
    this.#values = new Float64Array(channels);
    this.#slopeS = 1 / rateHz;
  }

  /** Points of the grid so far, gaps included. */
  get length(): number {
    return this.#next;
  }

  /** Rate by the device's own clock, Hz; null before two stamps. */
  get effectiveRateHz(): number | null {
    return this.#markedS > 0 ? this.#markedSamples / this.#markedS : null;
  }

  /** Seconds of samples that wait for a stamp. */
  get waitingS(): number {
    return this.#waiting.length / this.#channels / this.#rateHz;
  }

  /**
   * Begins a sector. Its stamp and the last one must agree on the samples between them, else a new run begins.
   * @param sample the sample the stamp belongs to, counted from the sector's first
   */
  beginSector(timeS: number, sample: number): void {
    const last = this.#mark;
    this.#sectorStart = this.#count;
    if (last === null) return;
    const samples = this.#sectorStart + sample - last.sample;
    const seconds = timeS - last.timeS;
    if (isRepeated(samples, seconds)) return;
    if (seconds > 0 && samples > 0 && Math.abs(samples - seconds * this.#rateHz) <= CLOCK_JITTER_SAMPLES + LARGEST_DRIFT * samples) return;
    this.endRun();
    this.#sectorStart = 0;
  }

  /** One sample of the sector. */
  add(values: Float64Array): void {
    for (let c = 0; c < this.#channels; c++) this.#waiting.push(values[c]);
  }

  /** Ends the sector: everything before its stamp now has a time. Takes what `beginSector` took. */
  endSector(timeS: number, sample: number): void {
    const mark = { sample: this.#sectorStart + sample, timeS };
    const last = this.#mark;
    if (last !== null) {
      const samples = mark.sample - last.sample;
      const seconds = timeS - last.timeS;
      if (isRepeated(samples, seconds)) return;
      this.#slopeS = seconds / samples;
      this.#markedSamples += samples;
      this.#markedS += seconds;
      this.#placeUntil(mark.sample, last);
    }
    this.#mark = mark;
  }

  /** What follows does not touch what was. */
  endRun(): void {
    if (this.#mark) this.#placeUntil(Infinity, this.#mark);
    if (this.#before && this.#next <= this.#before.position + ON_GRID_AT_ENDS) this.#take(this.#before.values, this.#next++);
    this.#waiting = [];
    this.#placed = 0;
    this.#mark = null;
    this.#before = null;
    this.#slopeS = 1 / (this.effectiveRateHz ?? this.#rateHz);
  }

  get #count(): number {
    return this.#placed + this.#waiting.length / this.#channels;
  }

  #placeUntil(sample: number, mark: Mark): void {
    const count = Math.min(this.#waiting.length / this.#channels, sample - this.#placed);
    for (let i = 0; i < count; i++) {
      const timeS = mark.timeS + (this.#placed + i - mark.sample) * this.#slopeS;
      this.#originS ??= timeS;
      this.#place((timeS - this.#originS) * this.#rateHz, i * this.#channels);
    }
    if (count <= 0) return;
    this.#waiting.splice(0, count * this.#channels);
    this.#placed += count;
  }

  /** Emits every point of the grid up to this sample's position, which lies between the sample before and this one. */
  #place(position: number, at: number): void {
    const before = this.#before;
    const waiting = this.#waiting;
    const values = before?.values ?? new Float64Array(this.#channels);
    if (!before) this.#next = Math.max(this.#next, Math.ceil(position - ON_GRID_AT_ENDS));
    for (; this.#next <= position + ON_GRID; this.#next++) {
      const back = before && Math.abs(position - this.#next) > ON_GRID ? (position - this.#next) / (position - before.position) : 0;
      for (let c = 0; c < this.#channels; c++) this.#values[c] = waiting[at + c] + back * (values[c] - waiting[at + c]);
      this.#take(this.#values, this.#next);
    }
    for (let c = 0; c < this.#channels; c++) values[c] = waiting[at + c];
    this.#before = { position, values };
  }
}

/** Firmware without fractions of a second repeats a stamp until the next second comes. */
function isRepeated(samples: number, seconds: number): boolean {
  return seconds === 0 && Math.abs(samples) <= CLOCK_JITTER_SAMPLES;
}
