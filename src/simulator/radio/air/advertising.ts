import { concatBytes, textBytes, uuidBytes } from '../bytes.ts';
import type { Device } from '../device.ts';

const LIMIT = 31;
/** General discoverable, no classic Bluetooth. */
const FLAGS = [2, 0x01, 0x06];

/** What a sensor tells everyone: a first part, and a second for those who ask. What does not fit is left out. */
export function advertisementOf(device: Device): { readonly first: Uint8Array; readonly second: Uint8Array } {
  const { services, manufacturerData } = device.firmware.advertised;
  const fields = [
    ...listed(services.filter((uuid) => uuid.length === 4), 0x03),
    ...listed(services.filter((uuid) => uuid.length > 4), 0x07),
    ...(manufacturerData ? [field(0xff, manufacturerData)] : []),
    field(0x09, textBytes(device.name).subarray(0, LIMIT - 2)),
  ];
  const first: ArrayLike<number>[] = [FLAGS];
  const second: ArrayLike<number>[] = [];
  const fits = (part: readonly ArrayLike<number>[], more: Uint8Array): boolean => part.reduce((sum, { length }) => sum + length, more.length) <= LIMIT;
  // The name goes to the second part, where most sensors have it; other fields wherever there is room.
  for (const [i, each] of fields.entries()) {
    const part = [...(i === fields.length - 1 ? [] : [first]), second, first].find((candidate) => fits(candidate, each));
    part?.push(each);
  }
  return { first: concatBytes(...first), second: concatBytes(...second) };
}

function listed(uuids: readonly string[], type: number): readonly Uint8Array[] {
  return uuids.length === 0 ? [] : [field(type, concatBytes(...uuids.map(uuidBytes)))];
}

function field(type: number, content: Uint8Array): Uint8Array {
  return concatBytes([content.length + 1, type], content);
}
