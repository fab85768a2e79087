/** The clock and timers that the radio runs by: handed in, so that tests can run it in virtual time. */
export interface Scheduler {
  /** Monotonic, ms. */
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** The same clock, running `speed` times as fast: an hour of streaming in a minute, or more packets a second than any radio sends. */
export function fasterScheduler(scheduler: Scheduler, speed: number): Scheduler {
  const startedMs = scheduler.now();
  return {
    now: () => startedMs + (scheduler.now() - startedMs) * speed,
    setTimeout: (run, ms) => scheduler.setTimeout(run, ms / speed),
    clearTimeout: (handle) => scheduler.clearTimeout(handle),
  };
}
