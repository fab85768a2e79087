import type { NobleLike } from './noble.ts';

/** Devices that may be remembered before those are forgotten that nobody connected to. A street has hundreds, a station thousands. */
export const MOST_DEVICES = 1024;

type ById = Record<string, unknown>;

/** Where noble keeps what it heard, by device. None of it is public, so each part may be absent. */
interface NobleStores {
  readonly _peripherals?: ById | Map<string, unknown>;
  readonly _services?: ById;
  readonly _characteristics?: ById;
  readonly _descriptors?: ById;
  readonly _discoveredPeripheralUUids?: ById;
  readonly _discoveredPeripherals?: Set<string>;
  readonly _bindings?: {
    readonly _addresses?: ById;
    readonly _addresseTypes?: ById;
    readonly _connectable?: ById;
    readonly scannable?: ById;
    readonly _gap?: { _discoveries?: ById } | null;
  };
}

/**
 * Noble remembers every device it ever heard, and phones change their address every quarter of an hour: scanning for a day would fill the memory.
 * Forgets devices in noble's own tables, which is safe for those that are neither connected nor being connected to: noble meets them anew.
 */
export class NobleCache {
  readonly #stores: NobleStores;

  constructor(noble: NobleLike) {
    this.#stores = noble as unknown as NobleStores;
  }

  forget(id: string): void {
    const { _peripherals, _services, _characteristics, _descriptors, _discoveredPeripheralUUids, _discoveredPeripherals, _bindings } = this.#stores;
    if (_peripherals instanceof Map) _peripherals.delete(id);
    _discoveredPeripherals?.delete(id);
    const tables = [
      _peripherals instanceof Map ? undefined : _peripherals, _services, _characteristics, _descriptors, _discoveredPeripheralUUids,
      _bindings?._addresses, _bindings?._addresseTypes, _bindings?._connectable, _bindings?.scannable,
    ];
    for (const table of tables) if (table) delete table[id];
  }

  /** Devices of which noble heard only half, and so told nobody: it waits for their second advertisement, which random addresses never send. */
  forgetHalfHeard(): void {
    const gap = this.#stores._bindings?._gap;
    if (gap?._discoveries && Object.keys(gap._discoveries).length > MOST_DEVICES) gap._discoveries = {};
  }
}
