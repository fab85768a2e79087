import { crc32 } from 'node:zlib';

/**
 * A raw log is these eight bytes and then frames, one after the other: length (u32), checksum (u32), body; all little-endian.
 * The first byte is no text, the line end tells a copy that was "mended" as text, the last one is the version.
 */
export const MAGIC = Uint8Array.of(0x89, 0x53, 0x46, 0x52, 0x41, 0x57, 0x0a, 1);

export const FRAME_HEAD_BYTES = 8;
/** The first frame holds the header, which may carry descriptions of sensors. */
export const MAX_HEADER_BYTES = 1 << 20;
/** A notification has at most 512 bytes, a mark a few sentences. A small limit makes finding the way back after damage cheap. */
export const MAX_BODY_BYTES = 16 * 1024;

/**
 * CRC-32 of the body, begun at its length: a damaged length is found too, and a stretch of zeros, as file systems leave
 * them after a power cut, is never a frame.
 */
export function frameChecksum(body: Uint8Array): number {
  return crc32(body, body.length);
}

/** Fills in length and checksum of a frame whose body already stands in its place. */
export function sealFrame(buffer: Buffer, at: number, bodyBytes: number): void {
  const bodyAt = at + FRAME_HEAD_BYTES;
  buffer.writeUInt32LE(bodyBytes, at);
  buffer.writeUInt32LE(frameChecksum(buffer.subarray(bodyAt, bodyAt + bodyBytes)), at + 4);
}
