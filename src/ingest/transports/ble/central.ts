/**
 * Our port in front of a Bluetooth Low Energy stack. Everything that can wait has a timeout and can be aborted.
 * UUIDs are written in lower case without dashes, 16-bit ones as four digits: `2a19`, `15172001494711e98646d663bd873d93`.
 */

export interface Characteristic {
  readonly service: string;
  readonly characteristic: string;
}

/** What a device tells everyone. */
export interface Advertisement {
  /** The operating system's name of the device. */
  readonly id: string;
  readonly name: string | null;
  /** dBm */
  readonly rssi: number | null;
  readonly services: readonly string[];
  /** Company id (little-endian) and what follows; null without any. */
  readonly manufacturerData: Uint8Array | null;
}

export interface CallOptions {
  /** Overrides the call's own limit, ms. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** @param arrivalMs the host's monotonic clock when the packet came out of the radio, ms */
export type OnValue = (value: Uint8Array, arrivalMs: number) => void;

export interface ScanOptions {
  /** Also while links are open, which costs their packets time on the air; without it, listening pauses for as long. */
  readonly whileConnected?: boolean;
}

/** Every call rejects with AppError SENSOR_UNREACHABLE (timeout), SENSOR_LOST (link gone), SENSOR_REFUSED, or the signal's reason. */
export interface BleLink {
  readonly id: string;
  /** Resolves, with the reason in plain words, when the link is gone; `null` when we ended it ourselves. Never rejects. */
  readonly closed: Promise<string | null>;
  /** Characteristics of the services that the device has, of those asked for. */
  discover(services: readonly string[], options?: CallOptions): Promise<readonly Characteristic[]>;
  read(from: Characteristic, options?: CallOptions): Promise<Uint8Array>;
  write(to: Characteristic, bytes: Uint8Array, options?: CallOptions & { readonly withResponse?: boolean }): Promise<void>;
  /** From now on every notification or indication is handed to `onValue`, in order. */
  subscribe(to: Characteristic, onValue: OnValue, options?: CallOptions): Promise<void>;
  /** dBm; null where the stack cannot tell. */
  rssi(options?: CallOptions): Promise<number | null>;
  /** Safe to call twice and on a dead link. */
  disconnect(options?: CallOptions): Promise<void>;
}

export interface BleCentral {
  /** Waits until the radio is on. @throws AppError NO_BLUETOOTH with what to do */
  ready(options?: CallOptions): Promise<void>;
  /** Listens until `signal` aborts, then resolves. Every advertisement is handed on, also repeated ones. @throws AppError NO_BLUETOOTH */
  scan(onFound: (heard: Advertisement) => void, signal: AbortSignal, options?: ScanOptions): Promise<void>;
  /**
   * Connects one device at a time: calls wait for one another, and `timeoutMs` counts from a call's turn. A timeout takes the request back from the radio.
   * A device that was not heard yet is looked for first. @throws AppError SENSOR_UNREACHABLE; NO_BLUETOOTH; CONFLICT while it is connected
   */
  connect(id: string, options?: CallOptions): Promise<BleLink>;
  /** Ends every link and lets the radio go. Safe to call twice. */
  close(): Promise<void>;
}
