import { AppError } from '../../../model/index.ts';
import type { BleLink, CallOptions, Characteristic, OnValue } from './central.ts';
import { disconnectReason } from './disconnectReason.ts';
import { monotonicMs } from './monotonic.ts';
import { outcome, type Settle } from './outcome.ts';
import { Turns } from './turns.ts';
import { plainUuid } from './uuids.ts';
import type { NobleCharacteristic, NoblePeripheral, NobleService } from './noble.ts';

const DISCOVER_MS = 10_000;
const CALL_MS = 5000;
const RSSI_MS = 2000;
const DISCONNECT_MS = 3000;

/**
 * A connected device over noble. Noble tells what became of a request by an event that carries no number: so there is one request at a time,
 * and an answer that comes after its request was given up counts for the next of its kind.
 */
export class NobleLink implements BleLink {
  readonly id: string;
  readonly closed: Promise<string | null>;
  readonly #peripheral: NoblePeripheral;
  readonly #turns = new Turns();
  readonly #calls = new Set<(error: Error) => void>();
  readonly #characteristics = new Map<string, NobleCharacteristic>();
  readonly #subscriptions: (() => void)[] = [];
  #close: (reason: string | null) => void = () => undefined;
  #endedBy: 'us' | 'them' | null = null;

  /** @param onClosed called once, before `closed` resolves */
  constructor(peripheral: NoblePeripheral, onClosed: (link: NobleLink) => void) {
    this.id = peripheral.id;
    this.#peripheral = peripheral;
    this.closed = new Promise((resolve) => {
      this.#close = (reason) => {
        onClosed(this);
        resolve(reason);
      };
    });
    peripheral.on('disconnect', this.#onDisconnect);
  }

  async discover(services: readonly string[], options: CallOptions = {}): Promise<readonly Characteristic[]> {
    const wanted = new Set(services.map(plainUuid));
    const deadlineMs = monotonicMs() + (options.timeoutMs ?? DISCOVER_MS);
    return this.#turns.take(async () => {
      const left = (): CallOptions => ({ ...options, timeoutMs: Math.max(1, deadlineMs - monotonicMs()) });
      const found = await this.#ask<readonly NobleService[]>('list its services', left(), DISCOVER_MS, (settle) => {
        settle.on(this.#peripheral, 'servicesDiscover', ofEither(settle));
        // All of them: some systems match UUIDs in another form than ours.
        this.#peripheral.discoverServices([]);
      });
      const characteristics: Characteristic[] = [];
      for (const service of found.filter(({ uuid }) => wanted.has(plainUuid(uuid)))) {
        const members = await this.#ask<readonly NobleCharacteristic[]>('list its characteristics', left(), DISCOVER_MS, (settle) => {
          settle.on(service, 'characteristicsDiscover', ofEither(settle));
          service.discoverCharacteristics([]);
        });
        for (const member of members) {
          const at = { service: plainUuid(service.uuid), characteristic: plainUuid(member.uuid) };
          this.#characteristics.set(key(at), member);
          characteristics.push(at);
        }
      }
      return characteristics;
    }, options.signal);
  }

  async read(from: Characteristic, options: CallOptions = {}): Promise<Uint8Array> {
    const source = this.#at(from);
    const bytes = await this.#turns.take(
      () => this.#ask<Uint8Array>(`read ${from.characteristic}`, options, CALL_MS, ({ done, fail, on }) => {
        on(source, 'data', (data: Uint8Array, isNotification: boolean, error?: Error) => {
          if (isNotification) return;
          if (error) fail(error);
          else done(data);
        });
        source.read();
      }),
      options.signal,
    );
    // Noble hands over nothing where the sensor answered with an error.
    if (bytes.length === 0) throw this.#refused(`refused to let ${from.characteristic} be read`);
    return bytes;
  }

  async write(to: Characteristic, bytes: Uint8Array, options: CallOptions & { readonly withResponse?: boolean } = {}): Promise<void> {
    const target = this.#at(to);
    const { withResponse = true } = options;
    await this.#turns.take(
      () => this.#ask<void>(`confirm a write to ${to.characteristic}`, options, CALL_MS, ({ done, fail, on }) => {
        on(target, 'write', (error?: Error) => (error ? fail(error) : done()));
        target.write(Buffer.from(bytes), !withResponse);
      }),
      options.signal,
    );
  }

  async subscribe(to: Characteristic, onValue: OnValue, options: CallOptions = {}): Promise<void> {
    const source = this.#at(to);
    if (!source.properties.includes('notify') && !source.properties.includes('indicate')) throw this.#refused(`sends nothing by itself from ${to.characteristic}`);
    const onData = (data: Uint8Array, isNotification: boolean): void => {
      const arrivalMs = monotonicMs();
      if (isNotification) onValue(data, arrivalMs);
    };
    const unsubscribe = (): void => void source.off('data', onData);
    this.#subscriptions.push(unsubscribe);
    try {
      await this.#turns.take(
        () => this.#ask<void>(`switch on what ${to.characteristic} sends`, options, CALL_MS, ({ done, fail, on }) => {
          // Before asking: the first value may come before the answer.
          source.on('data', onData);
          on(source, 'notify', (_state: boolean, error?: Error) => (error ? fail(error) : done()));
          source.subscribe();
        }),
        options.signal,
      );
    } catch (error) {
      unsubscribe();
      throw error;
    }
  }

  async rssi(options: CallOptions = {}): Promise<number | null> {
    const dbm = await this.#ask<number>('tell how strong its signal is', options, RSSI_MS, (settle) => {
      settle.on(this.#peripheral, 'rssiUpdate', ofEither(settle));
      this.#peripheral.updateRssi();
    });
    // 127 stands for "not known".
    return dbm === 127 ? null : dbm;
  }

  async disconnect({ timeoutMs = DISCONNECT_MS, signal }: CallOptions = {}): Promise<void> {
    if (this.#endedBy) {
      await this.closed;
      return;
    }
    this.#endedBy = 'us';
    try {
      await outcome<void>({ timeoutMs, signal, late: () => undefined }, ({ done, on }) => {
        on(this.#peripheral, 'disconnect', () => done());
        this.#peripheral.disconnect();
      });
    } finally {
      // Also when the radio does not say so: nobody listens any more.
      this.end(null);
    }
  }

  /** Lets go of everything: every call rejects, and `closed` resolves. Safe to call twice. @param reason plain words; null when we ended it */
  end(reason: string | null): void {
    this.#endedBy ??= 'them';
    this.#peripheral.off('disconnect', this.#onDisconnect);
    for (const unsubscribe of this.#subscriptions.splice(0)) unsubscribe();
    this.#characteristics.clear();
    const lost = this.#lost(reason);
    for (const fail of [...this.#calls]) fail(lost);
    this.#close(reason);
    this.#close = () => undefined;
  }

  readonly #onDisconnect = (reason: unknown): void => this.end(this.#endedBy === 'us' ? null : disconnectReason(reason));

  /** @param what completes "the sensor did not ..." */
  async #ask<T>(what: string, { timeoutMs, signal }: CallOptions, usualMs: number, begin: (settle: Settle<T>) => void): Promise<T> {
    if (this.#endedBy) throw this.#lost(null);
    const limitMs = timeoutMs ?? usualMs;
    const late = (): Error => new AppError('SENSOR_UNREACHABLE', `Sensor ${this.id} did not ${what} within ${seconds(limitMs)}: it does not answer, or refuses; bring it near or switch it off and on.`);
    try {
      return await outcome<T>({ timeoutMs: limitMs, signal, late, together: this.#calls }, begin);
    } catch (error) {
      if (error instanceof AppError || error === signal?.reason) throw error;
      // @stoprocent/noble says what the sensor answered.
      throw this.#refused(`did not ${what}: ${(error as Error).message}`, error);
    }
  }

  #at(characteristic: Characteristic): NobleCharacteristic {
    if (this.#endedBy) throw this.#lost(null);
    const found = this.#characteristics.get(key(characteristic));
    if (!found) throw this.#refused(`has no characteristic ${characteristic.characteristic} in service ${characteristic.service}; is it the model it was taken for?`);
    return found;
  }

  #refused(what: string, cause?: unknown): AppError {
    return new AppError('SENSOR_REFUSED', `Sensor ${this.id} ${what}`, {}, { cause });
  }

  #lost(reason: string | null): AppError {
    return new AppError('SENSOR_LOST', `The connection to sensor ${this.id} is gone${reason ? `: ${reason}` : ''}.`);
  }
}

/** A listener for events that hand over a value and, in one of the packages, an error. */
function ofEither<T>({ done, fail }: Settle<T>): (value: T, error?: Error) => void {
  return (value, error) => (error ? fail(error) : done(value));
}

function key({ service, characteristic }: Characteristic): string {
  return `${plainUuid(service)}/${plainUuid(characteristic)}`;
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(2))} s`;
}
