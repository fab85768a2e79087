/** How a sensor tells time: the readings that its packets carry. */
export interface ClockScale {
  /** s of one step */
  readonly tickS: number;
  /** Bits after which it begins again; null when it never does. */
  readonly wrapBits: number | null;
}

/** A sensor's own clock. Every sensor's runs a little fast or slow. */
export class DeviceClock {
  readonly #scale: ClockScale;
  readonly #ppm: number;
  readonly #bootMs: number;
  readonly #startTick: number;

  /** @param ppm how much faster than true it runs @param bootMs when it read `startTick` */
  constructor(scale: ClockScale, ppm: number, bootMs: number, startTick: number) {
    this.#scale = scale;
    this.#ppm = ppm;
    this.#bootMs = bootMs;
    this.#startTick = startTick;
  }

  /** Ticks since it was at 0, counted on past every wrap. */
  unwrapped(atMs: number): number {
    // A whole microsecond lasts longer than the rounding of the division.
    return Math.floor(this.#startTick + ((atMs - this.#bootMs) / 1000) * (1 + this.#ppm * 1e-6) / this.#scale.tickS + 1e-6);
  }

  /** What it shows. */
  reading(atMs: number): number {
    const ticks = this.unwrapped(atMs);
    return this.#scale.wrapBits === null ? ticks : ticks % 2 ** this.#scale.wrapBits;
  }
}

/** The tick at time 0 with which a clock wraps at `wrapMs`. */
export function startTickThatWraps(scale: ClockScale, ppm: number, wrapMs: number): number {
  if (scale.wrapBits === null) return 0;
  const ticks = (wrapMs / 1000) * (1 + ppm * 1e-6) / scale.tickS;
  return Math.max(0, Math.floor(2 ** scale.wrapBits - ticks));
}
