import { AppError } from '../../model/index.ts';
import { sha256 } from './secret.ts';

const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Names that nobody has are counted too, so the table must not grow without end. */
const MAX_NAMES = 10_000;

interface Failures {
  count: number;
  lockedUntilMs: number;
}

/** Told how long to wait, in whole seconds. */
export class TooManyAttempts extends AppError {
  readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super('TOO_MANY_REQUESTS', `Too many attempts: wait ${retryAfterS} s and try again`);
    this.retryAfterS = retryAfterS;
  }
}

/**
 * Failed sign-ins by user name: five are free, then each failure doubles the wait, from 30 s to 15 min.
 * Known and unknown names are treated alike. Kept in memory: a restart forgets, which a guesser cannot cause.
 */
export class SignInAttempts {
  readonly #failures = new Map<string, Failures>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /**
   * Call before the password is checked: the attempt counts as failed until `succeeded` is called,
   * so that many requests at once do not get many guesses.
   * @throws TooManyAttempts while the name has to wait.
   */
  begin(username: string): void {
    const key = sha256(username);
    const nowMs = this.#nowMs();
    const before = this.#failures.get(key) ?? { count: 0, lockedUntilMs: 0 };
    if (before.lockedUntilMs > nowMs) throw new TooManyAttempts(Math.ceil((before.lockedUntilMs - nowMs) / 1000));

    const count = before.count + 1;
    const waitMs = count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(count - FREE_FAILURES, 10));
    this.#failures.delete(key); // re-inserted below: the map's first entry stays the one least lately used
    this.#failures.set(key, { count, lockedUntilMs: nowMs + waitMs });
    if (this.#failures.size > MAX_NAMES) {
      for (const oldest of this.#failures.keys()) {
        this.#failures.delete(oldest);
        break;
      }
    }
  }

  succeeded(username: string): void {
    this.#failures.delete(sha256(username));
  }
}
