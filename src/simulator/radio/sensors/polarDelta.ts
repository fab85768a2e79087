/**
 * Polar's compressed samples: the first as it is, then blocks of differences in as few bits as the block needs, channel by channel,
 * least significant bit first. Source: polar-ble-sdk, online measurement documentation and the parsers of its PMD client.
 */

/** Differences of one block share a width; short blocks follow the movement closely. */
const BLOCK = 16;

/** Bytes that `encodeDeltas` gives for these samples. */
export function deltaBytes(samples: readonly Int32Array[], width: number): number {
  let bytes = samples[0].length * width;
  for (let start = 1; start < samples.length; start += BLOCK) {
    const count = Math.min(BLOCK, samples.length - start);
    bytes += 2 + Math.ceil((blockBits(samples, start, count) * count * samples[0].length) / 8);
  }
  return bytes;
}

/** @param samples one row each, whole numbers @param width bytes of each channel of the first sample */
export function encodeDeltas(samples: readonly Int32Array[], width: number): Uint8Array {
  const out = new Uint8Array(deltaBytes(samples, width));
  let at = 0;
  for (const value of samples[0]) for (let i = 0; i < width; i++) out[at++] = (value >> (8 * i)) & 0xff;
  for (let start = 1; start < samples.length; start += BLOCK) {
    const count = Math.min(BLOCK, samples.length - start);
    const bits = blockBits(samples, start, count);
    out[at++] = bits;
    out[at++] = count;
    let bit = 8 * at;
    for (let row = start; row < start + count; row++) {
      for (let channel = 0; channel < samples[row].length; channel++) {
        const delta = samples[row][channel] - samples[row - 1][channel];
        for (let i = 0; i < bits; i++, bit++) if ((delta >> i) & 1) out[bit >> 3] |= 1 << (bit & 7);
      }
    }
    at = Math.ceil(bit / 8);
  }
  return out;
}

/** Bits of a signed number that hold every difference of the block. */
function blockBits(samples: readonly Int32Array[], start: number, count: number): number {
  let bits = 1;
  for (let row = start; row < start + count; row++) {
    for (let channel = 0; channel < samples[row].length; channel++) {
      const delta = samples[row][channel] - samples[row - 1][channel];
      bits = Math.max(bits, 33 - Math.clz32(delta < 0 ? ~delta : delta));
    }
  }
  return bits;
}
