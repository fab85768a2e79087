import { concatBytes, u16, uuidBytes } from '../bytes.ts';

/** What can be done with a characteristic. Source: Bluetooth Core 5.4, Vol 3 Part G section 3.3.1.1. */
export const PROPERTY = { read: 0x02, writeWithoutResponse: 0x04, write: 0x08, notify: 0x10, indicate: 0x20 } as const;

export interface GattCharacteristic {
  /** Four digits of an assigned UUID, or a long one with dashes or without. */
  readonly uuid: string;
  /** Sum of PROPERTY values. */
  readonly properties: number;
  readonly read?: () => Uint8Array;
  /** Takes what was written. @returns 0, or the error that answers it */
  readonly write?: (bytes: Uint8Array) => number;
  /** Notifications or indications were switched on or off. */
  readonly subscribed?: (on: boolean) => void;
}

export interface GattService {
  readonly uuid: string;
  readonly characteristics: readonly GattCharacteristic[];
}

/** One row of a server's table. Handle n is the row with index n - 1. */
export interface Attribute {
  readonly handle: number;
  readonly type: Uint8Array;
  readonly kind: 'service' | 'declaration' | 'value' | 'configuration';
  /** Fixed content; values and configurations are asked for when they are read. */
  readonly fixed: Uint8Array | null;
  /** Last handle of the service this attribute belongs to. */
  readonly groupEnd: number;
  readonly characteristic: GattCharacteristic | null;
}

const PRIMARY_SERVICE = uuidBytes('2800');
const DECLARATION = uuidBytes('2803');
const CONFIGURATION = uuidBytes('2902');

/** The table of a server with these services, in order. */
export function attributesOf(services: readonly GattService[]): readonly Attribute[] {
  const table: Attribute[] = [];
  for (const service of services) {
    const length = 1 + service.characteristics.reduce((sum, { properties }) => sum + (isSubscribable(properties) ? 3 : 2), 0);
    const groupEnd = table.length + length;
    const add = (kind: Attribute['kind'], type: Uint8Array, fixed: Uint8Array | null, characteristic: GattCharacteristic | null): void => {
      table.push({ handle: table.length + 1, type, kind, fixed, groupEnd, characteristic });
    };
    add('service', PRIMARY_SERVICE, uuidBytes(service.uuid), null);
    for (const characteristic of service.characteristics) {
      const uuid = uuidBytes(characteristic.uuid);
      add('declaration', DECLARATION, concatBytes([characteristic.properties, ...u16(table.length + 2)], uuid), characteristic);
      add('value', uuid, null, characteristic);
      if (isSubscribable(characteristic.properties)) add('configuration', CONFIGURATION, null, characteristic);
    }
  }
  return table;
}

function isSubscribable(properties: number): boolean {
  return (properties & (PROPERTY.notify | PROPERTY.indicate)) !== 0;
}
