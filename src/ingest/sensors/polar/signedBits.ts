/**
 * A signed number that begins at bit `bit` of the packet, lowest bit first. The caller has checked the length.
 * @param width 1 to 32 bits
 */
export function signedBits(payload: Uint8Array, bit: number, width: number): number {
  let byte = bit >> 3;
  let have = 8 - (bit & 7);
  let value = payload[byte] >>> (bit & 7);
  for (; have < width; have += 8) value |= payload[++byte] << have;
  return (value << (32 - width)) >> (32 - width);
}
