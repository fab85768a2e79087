/**
 * Continues a clock that wraps, for two streams that share it and whose packets come in any order: every reading lies within half a
 * round of the one before.
 */
export class TickLine {
  readonly #modulus: number;
  #last = NaN;
  #line = 0;

  /** @param wrapBits null for a clock that does not wrap */
  constructor(wrapBits: number | null) {
    this.#modulus = wrapBits === null ? Infinity : 2 ** wrapBits;
  }

  /** @returns ticks since the first reading */
  at(tick: number): number {
    if (Number.isNaN(this.#last)) this.#last = tick;
    let step = tick - this.#last;
    if (this.#modulus !== Infinity) {
      if (step > this.#modulus / 2) step -= this.#modulus;
      else if (step < -this.#modulus / 2) step += this.#modulus;
    }
    this.#last = tick;
    this.#line += step;
    return this.#line;
  }

  /** The clock may have begun anew. */
  restart(): void {
    this.#last = NaN;
  }
}
