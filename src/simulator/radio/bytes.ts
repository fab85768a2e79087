/** The two bytes of a 16-bit number, little-endian: for answers that are written byte by byte. */
export function u16(value: number): [number, number] {
  return [value & 0xff, (value >> 8) & 0xff];
}

export function readU16(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8);
}

/** Bytes of a hexadecimal text; spaces and colons are left out. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/[\s:]/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** A device address on the air: six bytes, the last pair of `aa:bb:cc:dd:ee:ff` first. */
export function addressBytes(address: string): Uint8Array {
  return fromHex(address).reverse();
}

/** A UUID as it is sent, little-endian: two bytes for the four digits of an assigned one, sixteen for a long one with or without dashes. */
export function uuidBytes(uuid: string): Uint8Array {
  return fromHex(uuid.replaceAll('-', '')).reverse();
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Latin text as bytes. */
export function textBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

export function concatBytes(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
