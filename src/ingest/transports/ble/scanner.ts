import type { Advertisement, CallOptions } from './central.ts';
import { plainUuid } from './uuids.ts';
import { MOST_DEVICES, NobleCache } from './nobleCache.ts';
import { outcome } from './outcome.ts';
import { noBluetooth, type RadioFault } from './noBluetooth.ts';
import type { NobleLike, NoblePeripheral } from './noble.ts';

/** Time for the radio to begin or end listening. */
const SWITCH_MS = 3000;
/** How often what was only half heard is looked at. */
const SWEEP_MS = 1000;
/** Another program on this computer ended our scan: we begin again, but do not fight over it. */
const AGAIN_MS = 500;

interface Listener {
  readonly onFound: (heard: Advertisement) => void;
  readonly whileConnected: boolean;
  readonly fail: (error: Error) => void;
}

/**
 * Listens for devices whenever somebody wishes it and nothing more important goes on: not while a connection is being made, which a
 * listening radio delays, and not while sensors stream unless asked.
 */
export class Scanner {
  readonly #noble: NobleLike;
  readonly #cache: NobleCache;
  readonly #isBusyWith: (peripheral: NoblePeripheral) => boolean;
  readonly #heard = new Map<string, NoblePeripheral>();
  readonly #listeners = new Set<Listener>();
  #connecting = 0;
  #links = 0;
  #isListening = false;
  #work: Promise<void> = Promise.resolve();
  #sweeping: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;

  /** @param isBusyWith tells which devices must not be forgotten */
  constructor(noble: NobleLike, isBusyWith: (peripheral: NoblePeripheral) => boolean) {
    this.#noble = noble;
    this.#cache = new NobleCache(noble);
    this.#isBusyWith = isBusyWith;
    noble.on('discover', this.#onDiscover);
    noble.on('scanStop', this.#onStop);
  }

  /** Hands on what is heard until `signal` aborts. @throws AppError NO_BLUETOOTH */
  listen(onFound: (heard: Advertisement) => void, signal: AbortSignal, whileConnected: boolean): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      const end = (): void => {
        this.#listeners.delete(listener);
        signal.removeEventListener('abort', stop);
        void this.#update().then(resolve);
      };
      const stop = (): void => end();
      const fail = (error: Error): void => {
        reject(error);
        end();
      };
      const listener: Listener = { onFound, whileConnected, fail };
      this.#listeners.add(listener);
      signal.addEventListener('abort', stop, { once: true });
      void this.#update();
    });
  }

  /** A device by its id: at once if it was heard before, else as soon as it is. @param options `timeoutMs` is needed */
  async find(id: string, { signal, timeoutMs }: CallOptions & { readonly timeoutMs: number }, late: () => Error): Promise<NoblePeripheral> {
    const known = this.#heard.get(id);
    if (known) return known;
    const search = new AbortController();
    try {
      return await outcome<NoblePeripheral>({ timeoutMs, signal, late }, ({ done, fail, on }) => {
        on(this.#noble, 'discover', (peripheral: NoblePeripheral) => {
          if (peripheral.id === id) done(peripheral);
        });
        this.listen(() => undefined, search.signal, true).catch(fail);
      });
    } finally {
      search.abort();
    }
  }

  /** Does `connect` while nothing listens, then goes on listening if somebody still wishes it. */
  async quietly<T>(connect: () => Promise<T>): Promise<T> {
    this.#connecting++;
    try {
      await this.#update();
      return await connect();
    } finally {
      this.#connecting--;
      void this.#update();
    }
  }

  linkOpened(): void {
    this.#links++;
    void this.#update();
  }

  linkClosed(): void {
    this.#links--;
    void this.#update();
  }

  /** Ends every scan with this fault; the radio is gone or closed. */
  end(fault: RadioFault): void {
    this.#isListening = false;
    clearInterval(this.#sweeping);
    this.#heard.clear();
    for (const { fail } of [...this.#listeners]) fail(noBluetooth(fault));
  }

  async close(): Promise<void> {
    for (const { fail } of [...this.#listeners]) fail(noBluetooth('closed'));
    await this.#update();
    clearInterval(this.#sweeping);
    clearTimeout(this.#again);
    this.#noble.off('discover', this.#onDiscover);
    this.#noble.off('scanStop', this.#onStop);
  }

  get #isWished(): boolean {
    if (this.#connecting > 0 || this.#noble._state !== 'poweredOn') return false;
    return [...this.#listeners].some(({ whileConnected }) => whileConnected || this.#links === 0);
  }

  /** Brings the radio to what is wished; one change at a time. Never rejects. */
  #update(): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (this.#isWished === this.#isListening) return;
      try {
        await (this.#isListening ? this.#stop() : this.#start());
      } catch (error) {
        for (const { fail } of [...this.#listeners]) fail(error as Error);
      }
    });
    return this.#work;
  }

  async #start(): Promise<void> {
    const late = (): Error => noBluetooth('unknown', undefined, 'the radio did not begin to listen');
    this.#isListening = true;
    try {
      await outcome<void>({ timeoutMs: SWITCH_MS, late }, ({ done, on }) => {
        on(this.#noble, 'scanStart', () => done());
        this.#noble.startScanning([], true);
      });
      this.#sweeping = setInterval(() => this.#cache.forgetHalfHeard(), SWEEP_MS);
    } catch (error) {
      this.#isListening = false;
      throw error;
    }
  }

  async #stop(): Promise<void> {
    clearInterval(this.#sweeping);
    this.#isListening = false;
    // A radio that does not say so has stopped, or never will: whoever asks it for something next finds out.
    await outcome<undefined>({ timeoutMs: SWITCH_MS, late: () => undefined }, ({ done, on }) => {
      on(this.#noble, 'scanStop', () => done(undefined));
      this.#noble.stopScanning();
    });
    this.#cache.forgetHalfHeard();
  }

  readonly #onStop = (): void => {
    if (!this.#isListening) return;
    this.#isListening = false;
    clearInterval(this.#sweeping);
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#update(), AGAIN_MS);
  };

  readonly #onDiscover = (peripheral: NoblePeripheral): void => {
    this.#heard.set(peripheral.id, peripheral);
    if (this.#heard.size > MOST_DEVICES) this.#forgetStrangers(peripheral.id);
    if (this.#listeners.size === 0) return;
    const heard = advertisementOf(peripheral);
    for (const { onFound } of [...this.#listeners]) onFound(heard);
  };

  #forgetStrangers(newest: string): void {
    for (const [id, peripheral] of this.#heard) {
      if (id === newest || this.#isBusyWith(peripheral)) continue;
      this.#cache.forget(id);
      this.#heard.delete(id);
    }
    this.#cache.forgetHalfHeard();
  }
}

function advertisementOf({ id, rssi, advertisement }: NoblePeripheral): Advertisement {
  const { localName, serviceUuids, manufacturerData } = advertisement;
  return {
    id,
    name: localName || null,
    // 127 stands for "not known".
    rssi: rssi === 127 ? null : rssi,
    services: (serviceUuids ?? []).map(plainUuid),
    manufacturerData: manufacturerData ?? null,
  };
}
