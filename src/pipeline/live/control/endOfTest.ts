import type { LiveMark } from '../../../model/index.ts';

/** So long after its end a test goes on being recorded, ms: a rise that is under way is seen to its end, and the person comes to rest. */
export const TAIL_MS = 2000;

interface Ends {
  /** The test's time is over. */
  stopMark(): void;
  /** The recording is complete. */
  finish(): void;
}

/** When a recording ends by itself: the test's duration after its last "go" a "stop" is marked, and a while after any "stop" it is over. */
export class EndOfTest {
  readonly #durationS: number | null;
  readonly #ends: Ends;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(durationS: number | null, ends: Ends) {
    this.#durationS = durationS;
    this.#ends = ends;
  }

  /** @param agoMs how long ago it was */
  marked(mark: LiveMark, agoMs: number): void {
    if (mark === 'stop') this.#in(TAIL_MS - agoMs, () => this.#ends.finish());
    // A false start: the time begins anew.
    if (mark === 'go') this.#in(this.#durationS === null ? null : this.#durationS * 1000 - agoMs, () => this.#ends.stopMark());
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  #in(ms: number | null, run: () => void): void {
    clearTimeout(this.#timer);
    if (ms !== null) this.#timer = setTimeout(run, Math.max(0, ms));
  }
}
