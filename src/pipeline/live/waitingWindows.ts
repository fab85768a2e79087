import { Observable } from 'rxjs';
import type { MonoTypeOperatorFunction } from 'rxjs';
import type { LiveWindow } from './sensorWindows.ts';
import type { SampleView } from './newestSamples.ts';

export interface WaitingOptions {
  /** Most windows that wait; when one more comes, the oldest is left out. */
  readonly capacity: number;
  /** False while whoever reads the events cannot take more. Always true without it. */
  readonly ready?: Observable<boolean>;
  /** Told of every window that is left out. */
  readonly onDropped?: () => void;
  /** Runs work after what the event loop has to do first: the next packets. */
  readonly later?: (work: () => void) => void;
}

/**
 * Lets windows wait in memory of their own and hands them on one a turn of the event loop, so that reading them (milliseconds, with
 * contacts) never holds up the packets. What waits is bounded: the newest windows win and what is left out is counted.
 * A window that was handed on is valid until the subscriber returns; its memory is used again.
 */
export function waitingWindows({ capacity, ready, onDropped, later = setImmediate }: WaitingOptions): MonoTypeOperatorFunction<LiveWindow> {
  return (source) => new Observable((subscriber) => {
    const waiting: LiveWindow[] = [];
    const spare: SampleView[] = [];
    let mayGo = true;
    let booked = false;
    let ended = false;

    const book = (): void => {
      if (booked || !mayGo || waiting.length === 0) return;
      booked = true;
      later(handOn);
    };
    const handOn = (): void => {
      booked = false;
      if (subscriber.closed || !mayGo) return;
      const window = waiting.shift();
      if (!window) return;
      subscriber.next(window);
      spare.push(window);
      if (ended && waiting.length === 0) subscriber.complete();
      else book();
    };

    subscriber.add(ready?.subscribe((now) => {
      mayGo = now;
      book();
    }));
    subscriber.add(source.subscribe({
      next(window) {
        if (waiting.length === capacity) {
          spare.push(waiting.shift()!);
          onDropped?.();
        }
        waiting.push(copied(window, spare));
        book();
      },
      error: (error: unknown) => subscriber.error(error),
      complete() {
        ended = true;
        if (waiting.length === 0) subscriber.complete();
      },
    }));
  });
}

/** A window in memory of its own: that of a window that has gone, where one fits. */
function copied(window: LiveWindow, spare: SampleView[]): LiveWindow {
  const fitting = spare.findIndex(({ columns, missing }) => missing.length === window.missing.length && columns.length === window.columns.length);
  if (fitting < 0) return { ...window, columns: window.columns.map((column) => column.slice()), missing: window.missing.slice() };
  const [{ columns, missing }] = spare.splice(fitting, 1);
  for (const [c, column] of window.columns.entries()) columns[c].set(column);
  missing.set(window.missing);
  return { ...window, columns, missing };
}
