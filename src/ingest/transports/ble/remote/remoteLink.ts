import type { BleLink, CallOptions, Characteristic, OnValue } from '../central.ts';
import type { Request } from './messages.ts';

/** What a link needs of the central it belongs to. */
export interface LinkHome {
  call<T>(request: Request, options?: CallOptions): Promise<T>;
  /** @returns the number of a subscription whose values go to `onValue` */
  subscribe(onValue: OnValue): number;
  unsubscribe(subscription: number): void;
}

/** A link of the radio process, in the main process. */
export class RemoteLink implements BleLink {
  readonly id: string;
  readonly closed: Promise<string | null>;
  readonly #number: number;
  readonly #home: LinkHome;
  readonly #subscriptions: number[] = [];
  #resolveClosed: (reason: string | null) => void = () => undefined;

  constructor(id: string, number: number, home: LinkHome) {
    this.id = id;
    this.#number = number;
    this.#home = home;
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve));
  }

  discover(services: readonly string[], options?: CallOptions): Promise<readonly Characteristic[]> {
    return this.#home.call({ call: 'discover', link: this.#number, services }, options);
  }

  read(from: Characteristic, options?: CallOptions): Promise<Uint8Array> {
    return this.#home.call({ call: 'read', link: this.#number, at: from }, options);
  }

  write(to: Characteristic, bytes: Uint8Array, options: CallOptions & { readonly withResponse?: boolean } = {}): Promise<void> {
    return this.#home.call({ call: 'write', link: this.#number, at: to, bytes, withResponse: options.withResponse }, options);
  }

  async subscribe(to: Characteristic, onValue: OnValue, options?: CallOptions): Promise<void> {
    const subscription = this.#home.subscribe(onValue);
    this.#subscriptions.push(subscription);
    try {
      await this.#home.call({ call: 'subscribe', link: this.#number, at: to, subscription }, options);
    } catch (error) {
      this.#home.unsubscribe(subscription);
      throw error;
    }
  }

  rssi(options?: CallOptions): Promise<number | null> {
    return this.#home.call({ call: 'rssi', link: this.#number }, options);
  }

  disconnect(options?: CallOptions): Promise<void> {
    return this.#home.call({ call: 'disconnect', link: this.#number }, options);
  }

  /** Nothing more comes from it. */
  end(reason: string | null): void {
    for (const subscription of this.#subscriptions.splice(0)) this.#home.unsubscribe(subscription);
    this.#resolveClosed(reason);
  }
}
