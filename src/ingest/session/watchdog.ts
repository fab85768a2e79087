/** A timer that fires this late was held up by a busy or sleeping computer, and packets may be waiting behind it, ms. */
const LATE_MS = 250;

/**
 * Notices when a sensor has gone silent although its link holds. One timer, not one a packet.
 * @param limitMs silence that is too long
 * @param onSilent called once, with the silence in ms; the watchdog has ended then
 */
export class Watchdog {
  readonly #limitMs: number;
  readonly #now: () => number;
  readonly #onSilent: (silentMs: number) => void;
  #lastMs: number;
  #dueMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(limitMs: number, now: () => number, onSilent: (silentMs: number) => void) {
    this.#limitMs = limitMs;
    this.#now = now;
    this.#onSilent = onSilent;
    this.#lastMs = now();
    this.#arm(limitMs);
  }

  /** Something came. */
  heard(arrivalMs: number): void {
    if (arrivalMs > this.#lastMs) this.#lastMs = arrivalMs;
  }

  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #arm(ms: number): void {
    this.#dueMs = this.#now() + ms;
    this.#timer = setTimeout(() => this.#look(), ms);
  }

  #look(): void {
    this.#timer = null;
    const now = this.#now();
    const silentMs = now - this.#lastMs;
    if (silentMs < this.#limitMs) this.#arm(this.#limitMs - silentMs);
    else if (now - this.#dueMs > LATE_MS) this.#arm(LATE_MS);
    else this.#onSilent(silentMs);
  }
}
