import { useEffect, useState } from 'preact/hooks';
import { announce } from '../client/live.ts';
import { visit as words } from '../words/visit.ts';

const FROM = 3;

export interface Countdown {
  /** Seconds that are left; null while nothing is counted. */
  readonly left: number | null;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Counts three, two, one, and calls `onGo`. Every number is read out; the page shows it too. */
export function useCountdown(onGo: () => void): Countdown {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (left === null) return undefined;
    if (left === 0) {
      setLeft(null);
      announce(words.recording.go);
      onGo();
      return undefined;
    }
    announce(String(left));
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
    // `onGo` is a fresh closure on every render; what is left says when it is called.
  }, [left]);
  return { left, start: () => setLeft(FROM), cancel: () => setLeft(null) };
}

/** `now` of the page's clock, told often enough for a stopwatch; seldom for those who want little motion. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return undefined;
    const every = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1000 : 100;
    const timer = setInterval(() => setNow(performance.now()), every);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
