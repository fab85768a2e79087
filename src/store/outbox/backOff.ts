export interface BackOffLimits {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Waits that double from failure to failure. Half of each is by chance, so that many clients of one server do not come back at once. */
export class BackOff {
  readonly #limits: BackOffLimits;
  readonly #chance: () => number;
  #failures = 0;

  constructor(limits: BackOffLimits, chance: () => number = Math.random) {
    this.#limits = limits;
    this.#chance = chance;
  }

  /** How long to wait after one more failure, ms. */
  next(): number {
    const { firstMs, mostMs } = this.#limits;
    const whole = Math.min(mostMs, firstMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return whole * (0.5 + 0.5 * this.#chance());
  }

  reset(): void {
    this.#failures = 0;
  }
}
