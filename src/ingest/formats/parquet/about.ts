import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileMetaData } from 'hyparquet';
import { AppError } from '../../../model/index.ts';
import type { Finding, RecordingHeader } from '../../../model/index.ts';
import { fileFault } from '../../files.ts';

const SCHEMA = 'surefoot.parquet/1';
const MAGIC = 'PAR1';
/** Length of the metadata (u32), magic word. */
const TAIL_BYTES = 8;
/** Longer than any metadata of ours: what asks for more memory is damage. */
const MAX_METADATA_BYTES = 256 * 1024 * 1024;

/** How whole numbers become values: `floor(count * step + 0.5) / divisor * factor`. */
export interface ColumnSteps {
  readonly step: number;
  readonly divisor: number;
  readonly factor: number;
}

/** What the file says of itself. */
export interface About extends Omit<RecordingHeader, 'path' | 'format'> {
  readonly sampleCount: number;
  readonly findings: readonly Finding[];
  /** Of every sensor its columns, one after the other. A column without steps holds the values themselves. */
  readonly columns: readonly ({ readonly name: string } & Partial<ColumnSteps>)[];
  readonly source: { readonly format: string; readonly sha256: string };
  readonly groups: readonly { readonly firstSample: number; readonly rows: number; readonly crc32: readonly number[] }[];
}

export interface ParquetFile {
  readonly metadata: FileMetaData;
  readonly about: About;
}

/** Reads a file's metadata and checks that it is one of ours and whole. Throws AppError. */
export async function readAbout(path: string): Promise<ParquetFile> {
  const { bytes, at } = await footer(path);
  const { parquetMetadata } = await import('hyparquet');
  const metadata = attempt(path, at, () => parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer));
  const word = (key: string): string | undefined => metadata.key_value_metadata?.find((pair) => pair.key === key)?.value;
  const text = word('surefoot');
  if (text === undefined) {
    if (metadata.created_by === 'surefoot') throw damagedAt(path, at);
    throw new AppError('UNSUPPORTED_FORMAT', `${basename(path)}: this Parquet file was not written by Surefoot and does not say what its columns are; export it as CSV and write a sidecar for it.`, { file: path });
  }
  if (createHash('sha256').update(`${text}\n${word('surefoot.beside') ?? ''}`).digest('hex') !== word('surefoot.sha256')) throw damagedAt(path, at);
  const { schema, ...about } = JSON.parse(text) as About & { readonly schema: string };
  if (schema !== SCHEMA) throw parquetFault(path, at, 'the file was written in a way that this version does not know; update the software.');
  return { metadata, about };
}

/** The end of a file with its metadata. */
async function footer(path: string): Promise<{ bytes: Buffer; at: number }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size === 0) throw parquetFault(path, 0, 'the file is empty; copy it again, or export the recording once more.');
      const head = await readBytes(file, 0, MAGIC.length);
      if (head.toString('latin1') !== MAGIC) throw parquetFault(path, 0, 'the file does not start like Parquet; check that it is the right file, or copy it again.');
      const tail = await readBytes(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
      if (tail.toString('latin1', 4) !== MAGIC) throw parquetFault(path, size, 'the file ends before the recording does; copy it again, or export the recording once more.');
      const length = tail.readUInt32LE(0);
      const at = size - TAIL_BYTES - length;
      if (length > MAX_METADATA_BYTES || at < MAGIC.length) throw damagedAt(path, size - TAIL_BYTES);
      return { bytes: await readBytes(file, at, length + TAIL_BYTES), at };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileFault(error, path);
  }
}

/** Fewer bytes only where the file ends. */
export async function readBytes(file: FileHandle, at: number, count: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, at);
  return buffer.subarray(0, bytesRead);
}

/** Whatever the library says of damaged bytes, people are told where they are. */
export function attempt<T>(path: string, at: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw damagedAt(path, at, error);
  }
}

/** A fault at one byte of a file: `week.parquet byte 8192: the file is damaged here; ...`. */
function parquetFault(path: string, at: number, text: string, cause?: unknown): AppError {
  return new AppError('BAD_RECORDING', `${basename(path)} byte ${at}: ${text}`, { file: path, field: `byte ${at}` }, { cause });
}

export function damagedAt(path: string, at: number, cause?: unknown): AppError {
  return parquetFault(path, at, 'the file is damaged here; copy it again, or export the recording once more.', cause);
}
