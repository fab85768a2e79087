import type { EventEmitter } from 'node:events';

/** A listener that is to be taken away again. */
type Listening = readonly [emitter: EventEmitter, event: string, listener: Listener];

type Listener = Parameters<EventEmitter['on']>[1];

export interface OutcomeOptions<T> {
  readonly timeoutMs: number;
  /** What comes of it when nothing happens in time: an error, or a value where that is as good. */
  readonly late: () => Error | T;
  readonly signal?: AbortSignal;
  /** Calls that are ended together, such as those of a link that is lost. */
  readonly together?: Set<(error: Error) => void>;
}

export interface Settle<T> {
  readonly done: (value: T) => void;
  readonly fail: (error: Error) => void;
  readonly on: <Values extends unknown[]>(emitter: EventEmitter, event: string, listener: (...values: Values) => void) => void;
}

/**
 * What came of something that noble was asked to do: the first of an event, a timeout, an abort and the end of the link. Whichever it is,
 * every listener is gone afterwards.
 * @param begin sets the listeners with `on` and asks; what it throws is the outcome
 */
export function outcome<T>({ timeoutMs, late, signal, together }: OutcomeOptions<T>, begin: (settle: Settle<T>) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const listening: Listening[] = [];
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      together?.delete(fail);
      for (const [emitter, event, listener] of listening.splice(0)) emitter.off(event, listener);
    };
    const done = (value: T): void => {
      end();
      resolve(value);
    };
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    const abort = (): void => fail(signal?.reason as Error);
    const timer = setTimeout(() => {
      const value = late();
      if (value instanceof Error) fail(value);
      else done(value);
    }, timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    together?.add(fail);
    try {
      begin({
        done,
        fail,
        on(emitter, event, listener) {
          emitter.on(event, listener as Listener);
          listening.push([emitter, event, listener as Listener]);
        },
      });
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
