import type { SampleBatch, SampleStream } from '../sensors/define.ts';
import { forwardTicks } from './forwardTicks.ts';

/** How a stream's samples arrived so far. */
export interface StreamQuality {
  readonly samples: number;
  readonly lost: number;
  readonly lossUncertain: boolean;
  /** Longest stretch without a sample, beyond one period, ms. */
  readonly maxGapMs: number;
}

/** Numbers the samples of one stream as they come. */
export interface StreamPlaces {
  /**
   * Number of each sample of the batch placed last: 0 is the stream's first, a jump is a loss. Strictly ascending;
   * -1 for a sample that had been placed before (a repeated packet).
   */
  readonly places: Float64Array;
  /** Unwrapped reading of each sample, in ticks (or samples) since the segment's first; the number within the segment for streams without a clock. */
  readonly readings: Float64Array;
  /** Number of the segment they belong to: one mapping from readings to time each. The samples of a batch are of one segment. */
  readonly segment: number;
  /** Where the last batch began a segment whose distance from the one before is known by arrival only. */
  readonly restarted: boolean;
  place(batch: SampleBatch, arrivalMs: number): void;
  /** The next sample comes over a new connection. */
  reconnected(): void;
  quality(): StreamQuality;
}

/** A clock that reads later than the time of arrival allows by more than this has started anew, s. Sensors keep a few seconds at most. */
const AHEAD_S = 5;
/** After a reconnection a clock that has run on agrees with the time of arrival this well, s. */
const CONTINUED_WITHIN_S = 1;
/** A counter that begins again sooner than this may have done so unseen in a long gap, s. */
const SHORT_WRAP_S = 10;
/** Share of the distance from the expected place that is believed: follows a sampling rate 2 % off within a fifth of a period. */
const FOLLOW = 0.1;
/** A packet holds less than this, s. */
const REPEATED_S = 1;
/** Samples of a segment from which its own rate is known better than the nominal one. */
const RATE_SAMPLES = 100;
/** Without a clock, silence of so many periods and at least so many ms ends a segment. */
const SILENT_PERIODS = 5;
const SILENT_MS = 250;

/** @param capacity most samples of a batch */
export function streamPlaces(stream: SampleStream, capacity: number): StreamPlaces {
  return stream.clock.kind === 'none' ? new ArrivalPlaces(stream.rateHz, capacity) : new ClockPlaces(stream, capacity);
}

/** What both kinds keep. */
abstract class Places implements StreamPlaces {
  readonly places: Float64Array;
  readonly readings: Float64Array;
  segment = 0;
  restarted = false;
  protected readonly rateHz: number;
  protected last = -1;
  protected lastArrivalMs = 0;
  protected isNew = false;
  protected samples = 0;
  protected lost = 0;
  protected uncertain = false;
  #longestGap = 0;

  constructor(rateHz: number, capacity: number) {
    this.rateHz = rateHz;
    this.places = new Float64Array(capacity);
    this.readings = new Float64Array(capacity);
  }

  abstract place(batch: SampleBatch, arrivalMs: number): void;

  reconnected(): void {
    if (this.last >= 0) this.isNew = true;
  }

  quality(): StreamQuality {
    return { samples: this.samples, lost: this.lost, lossUncertain: this.uncertain, maxGapMs: (1000 * this.#longestGap) / this.rateHz };
  }

  /** Counts a sample `steps` places after the last one. */
  protected take(steps: number): number {
    this.last += steps;
    this.samples++;
    if (steps > 1) {
      this.lost += steps - 1;
      if (steps - 1 > this.#longestGap) this.#longestGap = steps - 1;
    }
    return this.last;
  }
}

/** Places by the sensor's own clock or counter. */
class ClockPlaces extends Places {
  readonly #modulus: number;
  /** Samples a tick, nominal. */
  readonly #nominal: number;
  readonly #counts: boolean;
  #lastTick = 0;
  #reading = 0;
  /** Place and reading at which this segment began. */
  #segmentPlace = 0;
  /** Expected place of the last sample by the clock: drifts about its place as far as sampling is uneven. */
  #phase = 0;

  constructor({ rateHz, clock }: SampleStream, capacity: number) {
    super(rateHz, capacity);
    if (clock.kind === 'none') throw new RangeError('ClockPlaces needs a stream with a clock');
    this.#counts = clock.kind === 'counter';
    this.#nominal = clock.kind === 'counter' ? 1 : clock.tickS * rateHz;
    this.#modulus = clock.wrapBits === null ? Infinity : 2 ** clock.wrapBits;
    if (this.#modulus * this.#nominal < SHORT_WRAP_S * rateHz) this.#shortWrap = true;
  }

  readonly #shortWrap: boolean = false;

  place({ ticks, length }: SampleBatch, arrivalMs: number): void {
    this.restarted = false;
    for (let i = 0; i < length; i++) {
      const tick = ticks[i];
      if (this.last < 0) {
        this.#begin(tick, 1);
      } else {
        const expected = ((arrivalMs - this.lastArrivalMs) / 1000) * this.rateHz / this.#nominal;
        const forward = forwardTicks(this.#lastTick, tick, this.#modulus, expected);
        if (!this.isNew && this.#repeats(tick, forward)) {
          this.places[i] = -1;
          this.readings[i] = this.#reading;
          continue;
        }
        const aheadS = ((forward - expected) * this.#nominal) / this.rateHz;
        const continued = Number.isFinite(forward) && (this.isNew ? Math.abs(aheadS) <= CONTINUED_WITHIN_S : aheadS <= AHEAD_S);
        if (continued && !this.isNew) this.#follow(tick, forward);
        else if (continued) this.#begin(tick, Math.max(1, Math.round(this.#phase + forward * this.#rate() - this.last)));
        else {
          this.#begin(tick, Math.max(1, Math.round(((arrivalMs - this.lastArrivalMs) / 1000) * this.rateHz)));
          this.restarted = true;
          this.uncertain = true;
        }
        if (this.#shortWrap && forward > this.#modulus / 2) this.uncertain = true;
      }
      this.places[i] = this.last;
      this.readings[i] = this.#reading;
      this.lastArrivalMs = arrivalMs;
    }
  }

  /** Whether a sample is one that came before: a packet sent twice begins a little behind where it ended. */
  #repeats(tick: number, forward: number): boolean {
    const back = this.#modulus === Infinity ? this.#lastTick - tick : this.#modulus - forward;
    return forward === 0 || (back > 0 && (back * this.#nominal) / this.rateHz <= REPEATED_S && back < this.#reading + 1);
  }

  /** Samples a tick: measured where this segment is long enough. */
  #rate(): number {
    const taken = this.last - this.#segmentPlace;
    return this.#counts || taken < RATE_SAMPLES || this.#reading <= 0 ? this.#nominal : taken / this.#reading;
  }

  #follow(tick: number, forward: number): void {
    const expected = this.#phase + forward * this.#rate();
    const steps = Math.max(1, Math.round(expected - this.last));
    this.take(steps);
    this.#phase = expected + FOLLOW * (this.last - expected);
    this.#reading += forward;
    this.#lastTick = tick;
  }

  /** First sample of a segment, so many places after the last one. */
  #begin(tick: number, steps: number): void {
    if (this.last >= 0) this.segment++;
    this.take(steps);
    this.isNew = false;
    this.#segmentPlace = this.#phase = this.last;
    this.#reading = 0;
    this.#lastTick = tick;
  }
}

/** Places by count and, after a silence, by arrival: an estimate, marked as one. */
class ArrivalPlaces extends Places {
  #segmentPlace = 0;
  #firstArrivalMs = 0;
  /** Samples placed later than time has come: a silence was a delay, not a loss. */
  #ahead = 0;

  place({ length }: SampleBatch, arrivalMs: number): void {
    if (length === 0) return;
    this.uncertain = true;
    this.restarted = false;
    const elapsed = arrivalMs - this.lastArrivalMs;
    let steps = 1;
    if (this.last < 0) {
      this.#firstArrivalMs = arrivalMs;
    } else if (this.isNew || elapsed > Math.max(SILENT_MS, (1000 * (SILENT_PERIODS + length)) / this.rateHz)) {
      steps = Math.max(1, Math.round((elapsed / 1000) * this.rateHz) - (length - 1) - this.#ahead);
      this.segment++;
      this.#segmentPlace = this.last + steps;
      this.restarted = true;
      this.isNew = false;
    }
    for (let i = 0; i < length; i++) {
      this.places[i] = this.take(i === 0 ? steps : 1);
      this.readings[i] = this.last - this.#segmentPlace;
    }
    this.#ahead = Math.max(0, this.last - Math.round(((arrivalMs - this.#firstArrivalMs) / 1000) * this.rateHz) - (length - 1));
    this.lastArrivalMs = arrivalMs;
  }

  override quality(): StreamQuality {
    const counted = super.quality();
    return { ...counted, lost: Math.max(0, counted.lost - this.#ahead) };
  }
}
