/** Why an attempt ended before its time; nobody outside sees it. */
const GIVE_WAY = new Error('an attempt with better prospects goes first');

/** An attempt that waits for its turn or has it. */
interface Attempt {
  readonly rank: number;
  readonly controller: AbortController;
  begin: () => void;
}

/**
 * One attempt to connect at a time, for the radio can do no more. A sensor that has been out of reach for long must not hold up one
 * that was here a moment ago: an attempt of a lower rank goes first, and one of a higher rank that is under way gives way and
 * comes back.
 */
export class ConnectTurns {
  readonly #queue: Attempt[] = [];
  #current: Attempt | null = null;

  /**
   * Runs `attempt` when it is its turn; again from the beginning when it had to give way.
   * @param attempt ends soon after its signal is aborted
   * @throws what `attempt` throws, or the reason of `signal`
   */
  async take<T>(rank: number, signal: AbortSignal, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      const own: Attempt = { rank, controller: new AbortController(), begin: () => undefined };
      await this.#turn(own, signal);
      const onAbort = (): void => own.controller.abort(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      try {
        own.controller.signal.throwIfAborted();
        return await attempt(own.controller.signal);
      } catch (error) {
        if (signal.aborted || own.controller.signal.reason !== GIVE_WAY) throw error;
      } finally {
        signal.removeEventListener('abort', onAbort);
        this.#next();
      }
    }
  }

  #turn(own: Attempt, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.#current === null) {
      this.#current = own;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#queue.splice(this.#queue.indexOf(own), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      own.begin = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const after = this.#queue.findIndex((other) => other.rank > own.rank);
      this.#queue.splice(after < 0 ? this.#queue.length : after, 0, own);
      if (this.#current!.rank > own.rank) this.#current!.controller.abort(GIVE_WAY);
    });
  }

  #next(): void {
    this.#current = this.#queue.shift() ?? null;
    this.#current?.begin();
  }
}
