import { AppError } from '../../src/model/index.ts';
import type { BleLink, CallOptions, Characteristic, OnValue } from '../../src/ingest/transports/ble/central.ts';
import { readU16, u16, uuidBytes } from '../../src/simulator/radio/bytes.ts';
import { ATT } from '../../src/simulator/radio/gatt/att.ts';
import { PROPERTY } from '../../src/simulator/radio/gatt/attributes.ts';
import { aclPackets, CHANNEL, FrameAssembler } from '../../src/simulator/radio/hci/acl.ts';
import type { Device } from '../../src/simulator/radio/index.ts';
import { outcomeOf } from './outcomeOf.ts';

const REQUEST_MS = 5000;

/** The controller's side, as far as a link needs it. */
export interface Air {
  send(packet: Uint8Array): void;
  readRssi(handle: number): number;
  hangUp(handle: number): void;
  /** Host's time of the radio's now, ms. */
  arrivalMs(): number;
  readonly aclBytes: number;
}

/** One link of `airCentral`: an attribute client of a few lines, one request at a time. */
export class AirLink implements BleLink {
  readonly id: string;
  readonly closed: Promise<string | null>;
  readonly #handle: number;
  readonly #device: Device;
  readonly #air: Air;
  readonly #frames = new FrameAssembler();
  readonly #values = new Map<number, OnValue>();
  readonly #lost = new AbortController();
  #close: (reason: string | null) => void = () => undefined;
  #answered: ((unit: Uint8Array) => void) | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #isOwnEnd = false;

  constructor(id: string, handle: number, device: Device, air: Air) {
    this.id = id;
    this.#handle = handle;
    this.#device = device;
    this.#air = air;
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  agreeOnLength(options: CallOptions): Promise<unknown> {
    return this.#request([ATT.mtuRequest, ...u16(247)], options);
  }

  async discover(services: readonly string[], options?: CallOptions): Promise<readonly Characteristic[]> {
    await this.#request([ATT.readByGroupType, 1, 0, 0xff, 0xff, 0x00, 0x28], options);
    return this.#table().map(({ at }) => at).filter(({ service }) => services.includes(service));
  }

  async read(from: Characteristic, options?: CallOptions): Promise<Uint8Array> {
    return (await this.#request([ATT.read, ...u16(this.#find(from).handle)], options)).slice(1);
  }

  async write(to: Characteristic, bytes: Uint8Array, options: CallOptions & { readonly withResponse?: boolean } = {}): Promise<void> {
    const unit = [options.withResponse ? ATT.write : ATT.writeCommand, ...u16(this.#find(to).handle), ...bytes];
    if (options.withResponse) await this.#request(unit, options);
    else this.#sendUnit(unit);
  }

  async subscribe(to: Characteristic, onValue: OnValue, options?: CallOptions): Promise<void> {
    const { handle, properties } = this.#find(to);
    this.#values.set(handle, onValue);
    await this.#request([ATT.write, ...u16(handle + 1), properties & PROPERTY.notify ? 1 : 2, 0], options);
  }

  async rssi(): Promise<number | null> {
    return this.#lost.signal.aborted ? null : this.#air.readRssi(this.#handle);
  }

  async disconnect(): Promise<void> {
    this.#isOwnEnd = true;
    if (!this.#lost.signal.aborted) this.#air.hangUp(this.#handle);
  }

  /** An ACL packet of this link. */
  receive(packet: Uint8Array): void {
    const whole = this.#frames.add(packet);
    if (whole?.channel !== CHANNEL.att) return;
    const unit = whole.frame;
    if (unit[0] !== ATT.notification && unit[0] !== ATT.indication) {
      this.#answered?.(unit.slice());
      return;
    }
    if (unit[0] === ATT.indication) this.#sendUnit([ATT.confirmation]);
    this.#values.get(readU16(unit, 1))?.(unit.slice(3), this.#air.arrivalMs());
  }

  /** The controller says that it is over. */
  ended(reason: number): void {
    this.#lost.abort(new AppError('SENSOR_LOST', 'The connection was lost.'));
    this.#close(this.#isOwnEnd ? null : `HCI reason ${reason}`);
  }

  #request(unit: readonly number[], { timeoutMs = REQUEST_MS, signal }: CallOptions = {}): Promise<Uint8Array> {
    const answer = this.#turn.then(() => outcomeOf<Uint8Array>({ timeoutMs, signals: [this.#lost.signal, ...(signal ? [signal] : [])] }, (settle) => {
      this.#answered = (received) => {
        if (received[0] === ATT.error && received[1] !== unit[0]) return;
        if (received[0] === ATT.error) settle.fail(new AppError('SENSOR_REFUSED', `The sensor answered error ${received[4]}.`));
        else if (received[0] === unit[0] + 1) settle.done(received);
      };
      this.#sendUnit(unit);
    }));
    // One request at a time, whatever comes of the one before.
    this.#turn = answer.catch(() => null);
    return answer;
  }

  #sendUnit(unit: readonly number[]): void {
    for (const packet of aclPackets(this.#handle, CHANNEL.att, Uint8Array.from(unit), this.#air.aclBytes)) this.#air.send(packet);
  }

  #table(): { readonly at: Characteristic; readonly handle: number; readonly properties: number }[] {
    let service = '';
    const found: { at: Characteristic; handle: number; properties: number }[] = [];
    for (const { kind, fixed, characteristic, handle } of this.#device.attributes) {
      if (kind === 'service') service = Buffer.from(fixed!).reverse().toString('hex');
      if (kind === 'value') found.push({ at: { service, characteristic: Buffer.from(uuidBytes(characteristic!.uuid)).reverse().toString('hex') }, handle, properties: characteristic!.properties });
    }
    return found;
  }

  #find({ service, characteristic }: Characteristic): { readonly handle: number; readonly properties: number } {
    const found = this.#table().find(({ at }) => at.service === service && at.characteristic === characteristic);
    if (!found) throw new AppError('SENSOR_REFUSED', `The sensor has no characteristic ${characteristic}.`);
    return found;
  }
}
