import type { SampleStream } from '../sensors/define.ts';
import { fitClock, type ClockLine } from '../timing/clockFit.ts';

/** Seconds whose quickest packet is kept: the last hour. */
const SECONDS = 3600;
/** Newest packets, whose distances from the line are the radio's waiting time now. */
const RECENT = 256;
/** Shortest stretch whose own rate is believed, s; for a crystal and for a sampling rate that may be percents off. */
const CRYSTAL_S = 60;
const SAMPLING_S = 10;
/** A figure this old is figured anew, ms. */
const FRESH_MS = 1000;

export interface ClockFigures {
  readonly effectiveHz: number | null;
  readonly skewPpm: number | null;
  readonly residualMs: number | null;
}

/** Nothing is known yet. */
const UNKNOWN: ClockFigures = { effectiveHz: null, skewPpm: null, residualMs: null };

/**
 * How a sensor's clock runs against the host's, while it sends: the fit of `clockFit.ts` on the quickest packet of each second of
 * this connection. Bounded: an hour of seconds and the newest packets. Nothing is allocated per packet.
 */
export class RunningClock {
  readonly #nominalMs: number;
  readonly #isTimed: boolean;
  readonly #readings = new Float64Array(SECONDS);
  readonly #arrivals = new Float64Array(SECONDS);
  readonly #recentReadings = new Float64Array(RECENT);
  readonly #recentArrivals = new Float64Array(RECENT);
  #length = 0;
  #recent = 0;
  #segment = -1;
  #second = -1;
  #firstReading = 0;
  #firstPlace = 0;
  #lastReading = 0;
  #lastPlace = 0;
  #figuredMs = -Infinity;
  #figures = UNKNOWN;

  constructor({ clock, rateHz }: SampleStream) {
    this.#isTimed = clock.kind === 'timestamp';
    this.#nominalMs = clock.kind === 'timestamp' ? 1000 * clock.tickS : 1000 / rateHz;
  }

  /** The newest sample of a packet: its unwrapped reading and its place. */
  heard(segment: number, reading: number, place: number, arrivalMs: number): void {
    if (segment !== this.#segment) {
      this.#segment = segment;
      this.#length = this.#recent = 0;
      this.#second = -1;
      this.#firstReading = reading;
      this.#firstPlace = place;
    }
    this.#lastReading = reading;
    this.#lastPlace = place;
    this.#recentReadings[this.#recent % RECENT] = reading;
    this.#recentArrivals[this.#recent % RECENT] = arrivalMs;
    this.#recent++;
    const second = Math.floor(((reading - this.#firstReading) * this.#nominalMs) / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#makeRoom();
      this.#length++;
    } else if (arrivalMs - reading * this.#nominalMs >= this.#arrivals[this.#length - 1] - this.#readings[this.#length - 1] * this.#nominalMs) {
      return;
    }
    this.#readings[this.#length - 1] = reading;
    this.#arrivals[this.#length - 1] = arrivalMs;
  }

  figures(nowMs: number): ClockFigures {
    if (nowMs - this.#figuredMs >= FRESH_MS) {
      this.#figuredMs = nowMs;
      this.#figures = this.#length === 0 ? UNKNOWN : this.#figure();
    }
    return this.#figures;
  }

  #makeRoom(): void {
    if (this.#length < SECONDS) return;
    this.#readings.copyWithin(0, SECONDS / 2);
    this.#arrivals.copyWithin(0, SECONDS / 2);
    this.#length = SECONDS / 2;
  }

  #figure(): ClockFigures {
    const line = fitClock(
      { readings: this.#readings, arrivalsMs: this.#arrivals, length: this.#length },
      { nominalMsPerUnit: this.#nominalMs, fitFromS: this.#isTimed ? CRYSTAL_S : SAMPLING_S },
    );
    const units = this.#lastReading - this.#firstReading;
    const isLong = units * this.#nominalMs >= 1000 * SAMPLING_S;
    return {
      // Samples a unit of the sensor's own clock, times units a second of ours.
      effectiveHz: isLong ? ((this.#lastPlace - this.#firstPlace) / units) * (1000 / line.msPerUnit) : null,
      skewPpm: this.#isTimed && line.method === 'fitted' ? (this.#nominalMs / line.msPerUnit - 1) * 1e6 : null,
      residualMs: this.#residual(line),
    };
  }

  #residual({ offsetMs, msPerUnit }: ClockLine): number {
    const length = Math.min(RECENT, this.#recent);
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (this.#recentArrivals[i] - offsetMs - msPerUnit * this.#recentReadings[i]) ** 2;
    return Math.sqrt(sum / length);
  }
}
