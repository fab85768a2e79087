/** Shortest and longest pause between two attempts, ms. */
const BASE_MS = 250;
const CAP_MS = 5000;

/** Pauses between attempts to connect. */
export interface BackOff {
  /** Before the next attempt, ms. */
  next(): number;
  /** It worked: begin with short pauses again. */
  reset(): void;
}

/**
 * Pauses that grow and never fall into step with those of other sensors: each lies anywhere between 250 ms and three times the one
 * before, 5 s at most.
 * Source: Brooker 2015, "Exponential Backoff And Jitter", AWS Architecture Blog: "decorrelated jitter".
 * @param random at least 0, below 1
 */
export function backOff(random: () => number): BackOff {
  let lastMs = BASE_MS;
  return {
    next: () => (lastMs = Math.min(CAP_MS, BASE_MS + random() * (3 * lastMs - BASE_MS))),
    reset: () => {
      lastMs = BASE_MS;
    },
  };
}
