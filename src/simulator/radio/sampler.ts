import type { StreamTruth } from './truth.ts';

/** Takes the samples of one stream on the sensor's own even grid, and writes down which. */
export class Sampler {
  readonly truth: StreamTruth;
  readonly #ratePpm: number;
  #periodMs: number;
  /** Sample `#baseNumber` lies at `#baseMs`. */
  #baseNumber = 0;
  #baseMs: number;
  #next = 0;
  #running = false;

  /** @param ratePpm how much faster than `rateHz` it really samples @param baseMs time of sample 0, ms since the radio started */
  constructor(truth: StreamTruth, rateHz: number, ratePpm: number, baseMs: number) {
    this.truth = truth;
    this.#ratePpm = ratePpm;
    this.#baseMs = baseMs;
    this.#periodMs = this.#period(rateHz);
  }

  get running(): boolean {
    return this.#running;
  }

  /** True time of a sample, ms since the radio started; for samples since the rate was last set. */
  timeOf(number: number): number {
    return this.#baseMs + (number - this.#baseNumber) * this.#periodMs;
  }

  /** Another rate from now on. Samples are numbered on from the next one of the old grid. */
  setRate(rateHz: number, nowMs: number): void {
    const number = this.#numberAt(nowMs);
    this.#baseMs = this.timeOf(number);
    this.#baseNumber = number;
    this.#periodMs = this.#period(rateHz);
  }

  start(nowMs: number): void {
    if (this.#running) return;
    const next = Math.max(this.#next, this.#numberAt(nowMs));
    if (next > this.#next) this.truth.lose(this.#next, next - this.#next, 'notTaken');
    this.#next = next;
    this.#running = true;
  }

  stop(): void {
    this.#running = false;
  }

  /** Takes every sample due by then. @param take is told its number and true time */
  advanceTo(untilMs: number, take: (number: number, atMs: number) => void): void {
    while (this.#running) {
      const atMs = this.timeOf(this.#next);
      if (atMs > untilMs) return;
      const number = this.#next++;
      this.truth.take();
      take(number, atMs);
    }
  }

  #period(rateHz: number): number {
    return 1000 / (rateHz * (1 + this.#ratePpm * 1e-6));
  }

  #numberAt(nowMs: number): number {
    return this.#baseNumber + Math.max(0, Math.ceil((nowMs - this.#baseMs) / this.#periodMs));
  }
}
