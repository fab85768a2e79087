import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '../../../model/index.ts';

/**
 * A packed recording is these eight bytes and then frames, one after the other: length (u32), checksum (u32), body; all
 * little-endian. The first byte is no text, the line end tells a copy that was "mended" as text, the last one is the version.
 */
export const MAGIC = Uint8Array.of(0x89, 0x53, 0x46, 0x50, 0x4b, 0x44, 0x0a, 1);
/** First byte of a body. */
export const KIND = { header: 1, run: 2, end: 3 } as const;
export const FRAME_HEAD_BYTES = 8;
/** Runs have at most 0.8 MB; headers and ends hold marks and findings as text. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** A fault at one byte of a file: `week.sfpk byte 8192: the file is damaged here; ...`. */
export function packedFault(path: string, at: number, text: string): AppError {
  return new AppError('BAD_RECORDING', `${basename(path)} byte ${at}: ${text}`, { file: path, field: `byte ${at}` });
}

export function damagedHere(path: string, at: number): AppError {
  return packedFault(path, at, 'the file is damaged here; copy it again, or export the recording once more.');
}

/** Length of the frame that begins at an offset of `bytes`, 0 where more bytes must come to tell. @param at the same place in the file */
export function frameLength(bytes: Buffer, offset: number, path: string, at: number): number {
  if (bytes.length - offset < FRAME_HEAD_BYTES) return 0;
  const length = bytes.readUInt32LE(offset);
  if (length === 0 || length > MAX_BODY_BYTES) throw damagedHere(path, at);
  return bytes.length - offset < FRAME_HEAD_BYTES + length ? 0 : FRAME_HEAD_BYTES + length;
}

/** The body of a whole frame. The checksum is begun at the length, so that a stretch of zeros is never a frame. @throws AppError BAD_RECORDING where its checksum is wrong */
export function frameBody(bytes: Buffer, offset: number, length: number, path: string, at: number): Buffer {
  const body = bytes.subarray(offset + FRAME_HEAD_BYTES, offset + length);
  if (crc32(body, body.length) !== bytes.readUInt32LE(offset + 4)) throw damagedHere(path, at);
  return body;
}
