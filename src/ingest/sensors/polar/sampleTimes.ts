/** How far the spacing of a frame's samples may be from the nominal one before something must be missing in between. */
const PLAUSIBLE = 0.1;

/**
 * Times of the samples of one measurement. A frame tells the time of its last sample; the others lie evenly since the frame before.
 * Source: Polar, PmdTimeStampUtils.kt.
 * Differs from the source: where a frame was lost, spreading the samples over the whole time would hide the loss. Then, and
 * for the first frame, they are spaced as they last were (at first: nominally) and end at the frame's time.
 */
export class SampleTimes {
  readonly #nominalUs: number;
  #spacingUs: number;
  /** Time of the frame before; NaN before the first. */
  #lastUs = NaN;

  constructor(rateHz: number) {
    this.#nominalUs = 1e6 / rateHz;
    this.#spacingUs = this.#nominalUs;
  }

  restart(): void {
    this.#lastUs = NaN;
  }

  /** Writes the times of `count` samples, µs; the last one is `lastUs`. */
  fill(times: Float64Array, count: number, lastUs: number): void {
    const spacingUs = (lastUs - this.#lastUs) / count;
    if (Math.abs(spacingUs - this.#nominalUs) <= PLAUSIBLE * this.#nominalUs) this.#spacingUs = spacingUs;
    for (let i = 0; i < count; i++) times[i] = lastUs - (count - 1 - i) * this.#spacingUs;
    this.#lastUs = lastUs;
  }
}
