import type { Scheduler } from '../../src/simulator/radio/index.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that moves when it is told to: what is due happens on the way, in order. */
export class VirtualTime implements Scheduler {
  #nowMs = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#nowMs;
  }

  setTimeout(run: () => void, ms: number): unknown {
    const timer = { atMs: this.#nowMs + Math.max(0, ms), run };
    this.#timers.push(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    this.#timers = this.#timers.filter((timer) => timer !== handle);
  }

  get waiting(): number {
    return this.#timers.length;
  }

  run(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#timers.reduce<Timer | null>((first, each) => (first === null || each.atMs < first.atMs ? each : first), null);
      if (!next || next.atMs > untilMs) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = untilMs;
  }

  /** Time passes and no timer gets its turn, as in a program that is busy: what was due happens with the next `run`. */
  block(ms: number): void {
    this.#nowMs += ms;
  }
}
