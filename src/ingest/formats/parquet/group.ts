import type { FileHandle } from 'node:fs/promises';
import { crc32, gunzipSync } from 'node:zlib';
import type { DecodedArray, FileMetaData } from 'hyparquet';
import type { About } from './about.ts';
import { attempt, damagedAt, readBytes } from './about.ts';

/** Stands for an empty cell of whole numbers. */
export const EMPTY = -(2 ** 31);

/** One row group, decoded and checked. */
export interface Group {
  readonly samples: Int32Array;
  /** Whole numbers with EMPTY, or values with NaN, where a sensor has no sample. */
  readonly columns: readonly (Int32Array | Float64Array)[];
  /** Offset after it in the file. */
  readonly endByte: number;
}

/** Reads one row group. Whatever is damaged, its checksums tell. Throws AppError BAD_RECORDING. */
export async function readGroup(path: string, file: FileHandle, metadata: FileMetaData, about: About, number: number): Promise<Group> {
  const { parquetRead } = await import('hyparquet');
  const known = about.groups[number];
  const chunks = metadata.row_groups[number]?.columns.map(({ meta_data: own }) => ({ start: Number(own?.dictionary_page_offset ?? own?.data_page_offset), length: Number(own?.total_compressed_size) }));
  const startByte = chunks?.[0]?.start ?? 0;
  if (chunks?.length !== about.columns.length + 1 || metadata.row_groups.length !== about.groups.length) throw damagedAt(path, startByte);
  const rowStart = about.groups.slice(0, number).reduce((sum, { rows }) => sum + rows, 0);
  const read = new Map<string, Int32Array | Float64Array>([
    ['sample', new Int32Array(known.rows)],
    ...about.columns.map(({ name, step }) => [name, step === undefined ? new Float64Array(known.rows) : new Int32Array(known.rows)] as const),
  ]);
  try {
    // One column at a time: of several that are damaged at once, the library leaves all but the first rejection unheard.
    for (const name of read.keys()) await parquetRead({
      columns: [name],
      file: { byteLength: (await file.stat()).size, slice: async (start, end) => exactly(await readBytes(file, start, (end ?? start) - start)) },
      metadata, rowStart, rowEnd: rowStart + known.rows,
      compressors: { GZIP: (page, length) => gunzipSync(page, { maxOutputLength: Math.max(1, length) }) },
      onChunk: ({ columnName, columnData, rowStart: at }) => place(read.get(columnName), columnData, at - rowStart),
    });
  } catch (error) {
    throw damagedAt(path, startByte, error);
  }
  const samples = read.get('sample') as Int32Array;
  const columns = about.columns.map(({ name }) => read.get(name)!);
  for (const [c, column] of columns.entries()) if (checksum(column) !== known.crc32[c]) throw damagedAt(path, chunks[c + 1].start);
  attempt(path, startByte, () => checkSamples(samples, about, number));
  const last = chunks[chunks.length - 1];
  return { samples, columns, endByte: last.start + last.length };
}

/** Copies decoded values to their rows; an empty cell is null there. */
function place(column: Int32Array | Float64Array | undefined, values: DecodedArray, at: number): void {
  if (!column || at < 0 || at + values.length > column.length) throw new RangeError('other rows than were written');
  if (ArrayBuffer.isView(values)) {
    if (!(values instanceof Int32Array || values instanceof Float64Array)) throw new RangeError('another type than was written');
    return column.set(values, at);
  }
  const empty = column instanceof Int32Array ? EMPTY : NaN;
  for (let i = 0; i < values.length; i++) column[at + i] = (values[i] as number | null | undefined) ?? empty;
}

/** Rows are in order and belong to their group. */
function checkSamples(samples: Int32Array, about: About, number: number): void {
  const end = about.groups[number + 1]?.firstSample ?? about.sampleCount;
  if (samples[0] !== about.groups[number].firstSample || samples[samples.length - 1] >= end) throw new RangeError('other samples than were written');
  for (let i = 1; i < samples.length; i++) if (samples[i] <= samples[i - 1]) throw new RangeError('samples are not in order');
}

function checksum({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): number {
  return crc32(new Uint8Array(buffer, byteOffset, byteLength));
}

function exactly({ buffer, byteOffset, length }: Buffer): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
}
