import type { ChildProcess } from 'node:child_process';
import { AppError } from '../../../../model/index.ts';
import type { Advertisement, BleCentral, BleLink, CallOptions, OnValue } from '../central.ts';
import type { FromRadio, Request, ValueBatch } from './messages.ts';
import { RadioChild } from './radioChild.ts';
import { RemoteLink, type LinkHome } from './remoteLink.ts';

/** Time for the radio to end links and itself when it is closed. */
const CLOSE_MS = 6000;

interface Call {
  readonly request: Request;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onHeard?: (heard: Advertisement) => void;
}

/**
 * A radio in a process of its own, so that nothing this process computes keeps it from taking packets off the air: what a computer does not fetch in time is
 * lost in its Bluetooth socket without a word. If that process ends, every link is closed with the reason and the next call starts another.
 * @param start starts the process; it runs `radioHost`
 * @param pingMs how often it is asked whether it is still there
 */
export function remoteCentral(start: () => ChildProcess, pingMs?: number): BleCentral {
  const calls = new Map<number, Call>();
  const links = new Map<number, RemoteLink>();
  const subscriptions = new Map<number, OnValue>();
  let child: RadioChild | null = null;
  let nextNumber = 1;

  const home: LinkHome = {
    call: (request, options) => call(request, options),
    subscribe(onValue) {
      subscriptions.set(nextNumber, onValue);
      return nextNumber++;
    },
    unsubscribe: (subscription) => void subscriptions.delete(subscription),
  };

  function running(): RadioChild {
    child ??= new RadioChild(start(), take, ended, pingMs);
    return child;
  }

  async function call<T>(request: Request, { timeoutMs, signal }: CallOptions = {}, onHeard?: (heard: Advertisement) => void): Promise<T> {
    signal?.throwIfAborted();
    // A link of a process that ended: that process cannot be asked any more, and the next one does not know it.
    if ('link' in request && request.call !== 'connect' && !links.has(request.link)) {
      if (request.call === 'disconnect') return undefined as T;
      throw lost(null);
    }
    const radio = running();
    const id = nextNumber++;
    const abort = (): void => {
      radio.send({ kind: 'abort', id });
      // A scan ends in order, once the radio is silent.
      if (request.call === 'scan') return;
      settle(id)?.reject(signal?.reason);
      // It may have come about before the radio heard that nobody wants it.
      if (request.call === 'connect') calls.set(id, { request, resolve: (link) => void (link as BleLink).disconnect(), reject: () => undefined });
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<T>((resolve, reject) => {
        calls.set(id, { request, resolve: resolve as (value: unknown) => void, reject, onHeard });
        radio.send({ kind: 'request', id, timeoutMs, request });
      });
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  function settle(id: number): Call | undefined {
    const found = calls.get(id);
    calls.delete(id);
    return found;
  }

  function take(message: FromRadio): void {
    switch (message.kind) {
      case 'answer': return answered(message.id, message.value);
      case 'refusal': return settle(message.id)?.reject(new AppError(message.error.code ?? 'INTERNAL', message.error.message, message.error.where));
      case 'closed': return closed(message.link, message.reason);
      case 'heard': return message.heard.forEach((heard) => calls.get(message.id)?.onHeard?.(heard));
      case 'values': return deliver(message.batch, subscriptions);
      case 'pong': return undefined;
    }
  }

  function answered(id: number, value: unknown): void {
    const found = settle(id);
    if (found?.request.call === 'connect') {
      const link = new RemoteLink(value as string, found.request.link, home);
      // At once: the next message may be its end.
      links.set(found.request.link, link);
      found.resolve(link);
    } else {
      found?.resolve(value);
    }
  }

  function closed(number: number, reason: string | null): void {
    const link = links.get(number);
    links.delete(number);
    link?.end(reason);
  }

  function ended(error: Error, how: string): void {
    child = null;
    // What to do about it is told where a call fails; a session connects to a link again by itself.
    const why = `the part of Surefoot that talks to Bluetooth ended unexpectedly: ${how}`;
    for (const [id, { request, reject, resolve }] of [...calls]) {
      calls.delete(id);
      if (request.call === 'close' || request.call === 'disconnect') resolve(undefined);
      else reject('link' in request && request.call !== 'connect' ? lost(why) : error);
    }
    for (const number of [...links.keys()]) closed(number, why);
  }

  return {
    ready: (options) => call({ call: 'ready' }, options),
    scan: (onFound, signal, { whileConnected = false } = {}) => (signal.aborted ? Promise.resolve() : call({ call: 'scan', whileConnected }, { signal }, onFound)),
    connect: (id, options) => call<BleLink>({ call: 'connect', link: nextNumber++, device: id }, options),
    async close() {
      const radio = child;
      if (!radio) return;
      const late = setTimeout(() => radio.kill(), CLOSE_MS);
      await call({ call: 'close' });
      await radio.ended;
      clearTimeout(late);
    },
  };
}

/** Hands on every value; a listener that throws does not keep the others from theirs. */
function deliver({ subscriptions: of, arrivalsMs, ends, bytes }: ValueBatch, listeners: ReadonlyMap<number, OnValue>): void {
  let begin = 0;
  for (let i = 0; i < of.length; i++) {
    const value = bytes.subarray(begin, ends[i]);
    begin = ends[i];
    try {
      listeners.get(of[i])?.(value, arrivalsMs[i]);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function lost(reason: string | null): AppError {
  return new AppError('SENSOR_LOST', `The connection to the sensor is gone${reason ? `: ${reason}` : ''}.`);
}
