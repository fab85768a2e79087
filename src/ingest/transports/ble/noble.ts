import type { EventEmitter } from 'node:events';

/**
 * What we use of noble, written down by hand: the types that come with it lack `state` and the options of `connect`.
 * We use its methods without callbacks and listen to its events, because the promises of @abandonware/noble never end when a link
 * drops or a sensor refuses. @stoprocent/noble adds an error as the last argument of an event; nothing else differs.
 */
export interface NobleLike extends EventEmitter {
  /** `poweredOn`, `poweredOff`, `unauthorized`, `unsupported`, `resetting` or `unknown`. Reading it starts nothing, unlike `state`. */
  readonly _state: string;
  startScanning(services: readonly string[], allowDuplicates: boolean): void;
  stopScanning(): void;
}

export interface NobleAdvertisement {
  readonly localName?: string;
  readonly manufacturerData?: Uint8Array;
  readonly serviceUuids?: readonly string[];
}

/** Events: `connect` (error?), `disconnect` (reason), `servicesDiscover` (services, error?), `rssiUpdate` (dBm, error?). */
export interface NoblePeripheral extends EventEmitter {
  readonly id: string;
  readonly state: string;
  readonly rssi: number;
  readonly advertisement: NobleAdvertisement;
  connect(parameters: ConnectionWish): void;
  cancelConnect(): void;
  disconnect(): void;
  discoverServices(uuids: readonly string[]): void;
  updateRssi(): void;
}

/** Event: `characteristicsDiscover` (characteristics, error?). */
export interface NobleService extends EventEmitter {
  readonly uuid: string;
  discoverCharacteristics(uuids: readonly string[]): void;
}

/** Events: `data` (bytes, isNotification, error?), `write` (error?), `notify` (state, error?). */
export interface NobleCharacteristic extends EventEmitter {
  readonly uuid: string;
  readonly properties: readonly string[];
  read(): void;
  write(bytes: Buffer, withoutResponse: boolean): void;
  subscribe(): void;
}

/** Intervals in steps of 1.25 ms, timeout in steps of 10 ms. */
export interface ConnectionWish {
  readonly minInterval: number;
  readonly maxInterval: number;
  readonly latency: number;
  readonly timeout: number;
}

/**
 * 15 to 30 ms, and 4 s without a word before the link counts as lost: noble's own 0.42 s is shorter than a body can stand in the way.
 */
export const CONNECTION: ConnectionWish = { minInterval: 12, maxInterval: 24, latency: 0, timeout: 400 };
