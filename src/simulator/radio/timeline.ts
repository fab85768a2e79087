import type { Scheduler } from './scheduler.ts';

/** Something that will happen. */
export interface Planned {
  readonly atMs: number;
  readonly run: () => void;
}

/**
 * Everything that happens in the radio, one after another in order of its time, in ms since the radio started.
 * While a planned thing runs, `nowMs` is exactly the time it was planned for, however late the host's timer was:
 * a busy computer therefore delays packets but does not change what sensors measure, queue and lose.
 */
export class Timeline {
  readonly #scheduler: Scheduler;
  readonly #startedMs: number;
  readonly #planned: Planned[] = [];
  #timer: { readonly handle: unknown; readonly atMs: number } | null = null;
  #nowMs = 0;
  #closed = false;
  #running = false;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#startedMs = scheduler.now();
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Plans something. What is planned for the past happens next. */
  at(atMs: number, run: () => void): Planned {
    const planned: Planned = { atMs: Math.max(atMs, this.#nowMs), run };
    let place = this.#planned.length;
    while (place > 0 && this.#planned[place - 1].atMs > planned.atMs) place--;
    this.#planned.splice(place, 0, planned);
    if (!this.#running) this.#arm();
    return planned;
  }

  cancel(planned: Planned): void {
    const place = this.#planned.indexOf(planned);
    if (place >= 0) this.#planned.splice(place, 1);
  }

  /** Runs what is due. Call it before anything that comes from outside, so that nothing happens out of order. */
  catchUp(): void {
    if (this.#closed || this.#running) return;
    // Read once: a radio slower than its clock still lets the rest of the program run.
    const untilMs = this.#scheduler.now() - this.#startedMs;
    this.#running = true;
    try {
      while (this.#planned.length > 0 && this.#planned[0].atMs <= untilMs) {
        const { atMs, run } = this.#planned.shift()!;
        this.#nowMs = Math.max(this.#nowMs, atMs);
        run();
      }
    } finally {
      this.#running = false;
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
    this.#arm();
  }

  close(): void {
    this.#closed = true;
    this.#planned.length = 0;
    if (this.#timer) this.#scheduler.clearTimeout(this.#timer.handle);
    this.#timer = null;
  }

  #arm(): void {
    if (this.#closed || this.#planned.length === 0) return;
    const { atMs } = this.#planned[0];
    if (this.#timer) {
      if (this.#timer.atMs <= atMs) return;
      this.#scheduler.clearTimeout(this.#timer.handle);
    }
    const waitMs = Math.max(0, this.#startedMs + atMs - this.#scheduler.now());
    const handle = this.#scheduler.setTimeout(() => {
      this.#timer = null;
      this.catchUp();
    }, waitMs);
    this.#timer = { handle, atMs };
  }
}
