import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { exportCsv } from '../../src/export/csv.ts';
import { exportPacked } from '../../src/export/packed.ts';
import { NumberRows, type TextLayout } from '../../src/ingest/numberRows.ts';
import type { RecordingReader } from '../../src/model/index.ts';

/** The same recording in every form that is compared, in a folder of its own. */
export interface LoadFiles {
  readonly csv: string;
  readonly csvGz: string;
  readonly packed: string;
  /** Six columns of 32-bit floats, one after the other. */
  readonly f32: string;
  readonly rows: number;
  dispose(): Promise<void>;
}

const CHUNK_BYTES = 256 * 1024;
const F32_READ_BYTES = 1024 * 1024;
const COLUMNS = 7;

/** @param reader one sensor of six axes */
export async function writeLoadFiles(reader: RecordingReader): Promise<LoadFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-load-'));
  const [csv, csvGz, packed, f32] = ['wear.csv', 'wear.csv.gz', 'wear.sfpk', 'wear.f32'].map((name) => join(folder, name));
  await exportCsv(csv, reader);
  await pipeline(createReadStream(csv), createGzip(), createWriteStream(csvGz));
  await exportPacked(packed, reader);
  return { csv, csvGz, packed, f32, rows: await writeFloats(f32, reader), dispose: () => rm(folder, { recursive: true }) };
}

async function writeFloats(path: string, reader: RecordingReader): Promise<number> {
  const file = await open(path, 'w');
  try {
    let rows = 0;
    for await (const { acc, gyr, length } of reader.blocks()) {
      for (const column of [acc.x, acc.y, acc.z, gyr!.x, gyr!.y, gyr!.z]) await file.write(new Uint8Array(Float32Array.from(column).buffer));
      rows += length;
    }
    return rows;
  } finally {
    await file.close();
  }
}

/** The least that any analysis of six columns must do. */
export async function sumFloats(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(F32_READ_BYTES);
    const floats = new Float32Array(buffer.buffer, buffer.byteOffset, F32_READ_BYTES / 4);
    let sum = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, F32_READ_BYTES, null);
      if (bytesRead === 0) return sum;
      for (let i = 0; i < bytesRead / 4; i++) sum += floats[i];
    }
  } finally {
    await file.close();
  }
}

/** As most programs read a table: the whole text, lines, cells, an object a row. */
export async function splitRows(path: string): Promise<number> {
  const [header, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, c) => [name, cells[c] === 'n/a' ? NaN : Number(cells[c])]));
  });
  return rows.length;
}

export async function gunzip(path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of unpacked(path)) bytes += chunk.length;
  return bytes;
}

/** Unpacks the table and reads its numbers with the fastest scanner at hand, ours. */
export async function gunzipAndScan(path: string): Promise<number> {
  const layout: TextLayout = { separator: 44, separatorName: 'commas', firstLine: 1, mayEndWithSeparator: false, columnsFrom: path, saysColumns: String };
  let rows = 0;
  let sum = 0;
  const scanner = new NumberRows({ path, layout, wanted: new Array<boolean>(COLUMNS).fill(true), onRow: (values) => {
    // A gap is no number.
    if (values[1] === values[1]) sum += values[1];
    rows++;
  } });
  let inHeader = true;
  for await (const chunk of unpacked(path)) {
    scanner.push(inHeader ? chunk.subarray(chunk.indexOf(10) + 1) : chunk);
    inHeader = false;
  }
  scanner.end();
  if (sum === 0) throw new Error(`${path} holds no numbers`);
  return rows;
}

function unpacked(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES }).pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
}
