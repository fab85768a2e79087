/** How quickly an old rate is forgotten: a quarter of the time that has passed, but never sooner than this, ms. */
const SHORTEST_MEMORY_MS = 10_000;
/** Nothing is said before the rate is known a little. */
const FIRST_AFTER_MS = 5_000;
const FIRST_SHARE = 0.02;
/** The end that was said holds until another is this much of the time left away, or this long, ms. */
const STEADY_SHARE = 0.15;
const STEADY_MS = 3_000;

/** Tells how long work still takes. Calm: what is said counts down, and moves only when it was clearly wrong. */
export interface TimeLeft {
  /** @param fraction done, 0 to 1 @param nowMs any steady clock @returns words, or null while nothing can be said */
  at(fraction: number, nowMs: number): string | null;
}

export function timeLeft(startMs: number): TimeLeft {
  let last = { fraction: 0, ms: startMs };
  let rate: number | null = null;
  let saidEndMs: number | null = null;
  return {
    at(fraction, nowMs) {
      const passed = nowMs - last.ms;
      if (passed > 0 && fraction >= last.fraction) {
        const newest = (fraction - last.fraction) / passed;
        const memory = Math.max(SHORTEST_MEMORY_MS, (nowMs - startMs) / 4);
        rate = rate === null ? newest : rate + (newest - rate) * (1 - Math.exp(-passed / memory));
        last = { fraction, ms: nowMs };
      }
      if (fraction >= 1 || rate === null || rate <= 0 || nowMs - startMs < FIRST_AFTER_MS || fraction < FIRST_SHARE) return null;
      const left = (1 - fraction) / rate;
      const endMs = nowMs + left;
      if (saidEndMs === null || Math.abs(endMs - saidEndMs) > Math.max(STEADY_MS, STEADY_SHARE * left)) saidEndMs = endMs;
      return words(Math.max(0, saidEndMs - nowMs) / 1000);
    },
  };
}

/** Rounded as coarsely as a person would say it. */
function words(seconds: number): string {
  if (seconds < 8) return 'a few seconds left';
  if (seconds < 55) return `about ${5 * Math.round(seconds / 5)} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${Math.max(1, minutes)} min left`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
