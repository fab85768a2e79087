import { timeLeft } from './timeLeft.ts';

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
/** Work that is over sooner needs no words. */
const QUIET_MS = 2000;
const LINE_EVERY_MS = 5000;

export interface Progress {
  /** `fraction` of all work from 0 to 1, or null where the end is not known. After a while the time left is shown too. */
  update(label: string, fraction: number | null): void;
  /** Prints a message without tearing the bar. */
  message(text: string): void;
  /** Clears the bar. */
  done(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A bar on a terminal; elsewhere a plain line now and then once the work has taken two seconds. */
export function createProgress(stream: Terminal, now: () => number = Date.now): Progress {
  const started = now();
  const left = timeLeft(started);
  let lastShown = stream.isTTY ? -Infinity : started + QUIET_MS - LINE_EVERY_MS;
  let barShown = false;
  const clear = (): void => {
    if (barShown) stream.write('\r\u001b[2K');
    barShown = false;
  };
  return {
    update(label, fraction) {
      const time = now();
      const remaining = fraction === null ? null : left.at(fraction, time);
      if (time - lastShown < (stream.isTTY ? REDRAW_MS : LINE_EVERY_MS)) return;
      lastShown = time;
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${bar(remaining === null ? label : `${remaining}  ${label}`, fraction, stream.columns ?? 80)}`);
        barShown = true;
      } else {
        stream.write(`${label}${fraction === null ? '' : `, ${percent(fraction)}`}${remaining === null ? '' : `, ${remaining}`}\n`);
      }
    },
    message(text) {
      clear();
      stream.write(`${text}\n`);
    },
    done: clear,
  };
}

function bar(label: string, fraction: number | null, columns: number): string {
  if (fraction === null) return label.slice(0, columns - 1);
  const full = Math.round(BAR_WIDTH * Math.min(1, Math.max(0, fraction)));
  const drawn = `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}] ${percent(fraction).padStart(5)} `;
  return drawn + label.slice(0, Math.max(0, columns - drawn.length - 1));
}

function percent(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}
