import { AppError } from '../../../../model/index.ts';
import type { BleCentral, BleLink, CallOptions } from '../central.ts';
import type { Request, SentError, ToRadio } from './messages.ts';
import { Sender, type Post } from './sender.ts';

/** A busy day of seven sensors brings about 5 MB a minute: this is a main process that stood still for ten minutes. */
const MOST_WAITING_BYTES = 64 * 2 ** 20;

export interface HostOptions {
  readonly central: BleCentral;
  readonly post: Post;
  /** Called when the radio was closed on request and everything was said. */
  readonly onClosed: () => void;
  readonly mostWaitingBytes?: number;
}

/** Does in the radio's process what the main process asks for. @returns what takes the messages of the main process */
export function radioHost({ central, post, onClosed, mostWaitingBytes = MOST_WAITING_BYTES }: HostOptions): (message: ToRadio) => void {
  const links = new Map<number, BleLink>();
  const calls = new Map<number, AbortController>();
  const reasons = new Map<BleLink, string>();
  const sender = new Sender(post, mostWaitingBytes, () => {
    // What waits is sent all the same; nothing more is to come.
    for (const link of links.values()) {
      reasons.set(link, 'the computer could not keep up with the sensors');
      void link.disconnect();
    }
  });

  const linkOf = (number: number): BleLink => {
    const link = links.get(number);
    if (!link) throw new AppError('SENSOR_LOST', 'The connection to the sensor is gone.');
    return link;
  };

  async function connect(number: number, device: string, options: CallOptions): Promise<string> {
    const link = await central.connect(device, options);
    links.set(number, link);
    void link.closed.then((reason) => {
      links.delete(number);
      sender.message({ kind: 'closed', link: number, reason: reasons.get(link) ?? reason });
      reasons.delete(link);
    });
    return link.id;
  }

  async function perform(id: number, request: Request, options: CallOptions & { readonly signal: AbortSignal }): Promise<unknown> {
    switch (request.call) {
      case 'ready': return central.ready(options);
      case 'scan': return central.scan((heard) => sender.heard(id, heard), options.signal, request);
      case 'connect': return connect(request.link, request.device, options);
      case 'discover': return linkOf(request.link).discover(request.services, options);
      case 'read': return linkOf(request.link).read(request.at, options);
      case 'write': return linkOf(request.link).write(request.at, request.bytes, { ...options, withResponse: request.withResponse });
      case 'subscribe': {
        const { subscription } = request;
        return linkOf(request.link).subscribe(request.at, (value, arrivalMs) => sender.value(subscription, value, arrivalMs), options);
      }
      case 'rssi': return linkOf(request.link).rssi(options);
      case 'disconnect': return links.get(request.link)?.disconnect(options);
      case 'close': return central.close();
    }
  }

  async function answer(id: number, request: Request, timeoutMs: number | undefined): Promise<void> {
    const abort = new AbortController();
    calls.set(id, abort);
    try {
      const value = await perform(id, request, { timeoutMs, signal: abort.signal });
      sender.message({ kind: 'answer', id, value });
    } catch (error) {
      sender.message({ kind: 'refusal', id, error: sentError(error, abort.signal) });
    } finally {
      calls.delete(id);
    }
    if (request.call === 'close') onClosed();
  }

  return (message) => {
    switch (message.kind) {
      case 'request': return void answer(message.id, message.request, message.timeoutMs);
      case 'abort': return calls.get(message.id)?.abort();
      case 'ping': return sender.message({ kind: 'pong' });
    }
  };
}

function sentError(error: unknown, signal: AbortSignal): SentError {
  if (error === signal.reason) return { code: null, message: 'aborted', where: {} };
  if (error instanceof AppError) return { code: error.code, message: error.message, where: error.where };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), where: {} };
}
