import { open } from 'node:fs/promises';
import type { RecordingHeader } from '../../../model/index.ts';
import { damaged } from '../../damage.ts';
import { fileFault } from '../../files.ts';
import { FRAME_HEAD_BYTES, frameBody, frameLength, KIND, MAGIC, packedFault } from './frames.ts';

const SCHEMA = 'surefoot.packed/1';

export interface PackedHeader {
  /** All but what depends on how the file was opened. */
  readonly header: Omit<RecordingHeader, 'path' | 'format'>;
  /** Offset of the first frame after it. */
  readonly end: number;
}

/** Reads the first frame. Throws AppError. */
export async function readHeader(path: string): Promise<PackedHeader> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = await readBytes(MAGIC.length + FRAME_HEAD_BYTES);
      if (start.length === 0) throw damaged(path, null, 'the file is empty; copy it again, or export the recording once more.');
      checkMagic(path, start);
      if (start.length < MAGIC.length + FRAME_HEAD_BYTES) throw endsEarly(path, start.length);
      // Also checks that the length is a possible one, before so many bytes are asked for.
      frameLength(start, MAGIC.length, path, MAGIC.length);
      const end = MAGIC.length + FRAME_HEAD_BYTES + start.readUInt32LE(MAGIC.length);
      if (end > size) throw endsEarly(path, size);
      const body = frameBody(await readBytes(end), MAGIC.length, end - MAGIC.length, path, MAGIC.length);
      return { header: parseHeader(path, body), end };
    } finally {
      await file.close();
    }

    async function readBytes(count: number): Promise<Buffer> {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw fileFault(error, path);
  }
}

/** A file that was cut off. */
export function endsEarly(path: string, at: number): Error {
  return packedFault(path, at, 'the file ends before the recording does; copy it again, or export the recording once more.');
}

function checkMagic(path: string, start: Buffer): void {
  const version = MAGIC.length - 1;
  if (!start.subarray(0, version).equals(MAGIC.subarray(0, version))) {
    throw packedFault(path, 0, 'the file does not start like a packed recording; check that it is the right file, or copy it again.');
  }
  if (start[version] !== MAGIC[version]) throw packedFault(path, version, `the file was written by version ${start[version]} of the format, which this version does not know; update the software.`);
}

/** What this software wrote itself and its checksum vouches for: only what a newer version might change is looked at. */
function parseHeader(path: string, body: Buffer): PackedHeader['header'] {
  const value = body[0] === KIND.header ? jsonOf(body) : null;
  if (value?.schema !== SCHEMA) throw packedFault(path, MAGIC.length, 'the file was written in a way that this version does not know; update the software.');
  const { schema: _, ...header } = value;
  return header as unknown as PackedHeader['header'];
}

/** The JSON object after a body's first byte; null where there is none. */
export function jsonOf(body: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8', 1));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
