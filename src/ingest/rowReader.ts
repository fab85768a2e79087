import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Finding, ImuBlock, ReadOptions, RecordingHeader, RecordingReader, RecordingTrailer, SensorAxes } from '../model/index.ts';
import { damaged } from './damage.ts';
import { fileFault } from './files.ts';
import { NumberRows } from './numberRows.ts';
import type { TextLayout } from './numberRows.ts';
import { SampleBlocks } from './sampleBlocks.ts';
import type { Column, SensorColumns } from './sampleBlocks.ts';

const READ_BYTES = 256 * 1024;

/** Where rows lie on a recording's even grid. */
export interface RowPlaces {
  /** Index of this row's sample; places only grow. Throws AppError BAD_RECORDING where the file's clock makes no sense. */
  place(values: Float64Array, line: number): number;
  /** Samples on the grid so far, gaps included. */
  readonly length: number;
  /** Called after the last row. Throws AppError BAD_RECORDING. */
  end?(): void;
}

/** A text file of rows of numbers and what its columns are. */
export interface RowFile {
  readonly path: string;
  readonly layout: TextLayout;
  readonly columnCount: number;
  readonly sensors: readonly SensorColumns[];
  /** The column that says when each row was sampled. */
  readonly clock: Column | null;
  /** Bytes before the first row. */
  readonly skipBytes?: number;
  /** What the files beside it say of the recording, for whoever reads it. */
  readonly findings?: readonly Finding[];
  /** Made anew for each reading. */
  places(): RowPlaces;
}

/** A reader of rows; each call of `blocks()` reads the file from its start. An abort throws the signal's reason. */
export function rowReader(header: RecordingHeader, file: RowFile): RecordingReader {
  return { header, blocks: (options = {}) => readBlocks(file, header.sampleRateHz, options) };
}

async function* readBlocks(file: RowFile, sampleRateHz: number, options: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  const ready: ImuBlock<SensorAxes>[] = [];
  let anySample = false;
  const places = file.places();
  const sensors = file.sensors.map((sensor) => new SampleBlocks(sensor, sampleRateHz, (block) => ready.push(block)));
  const rows = new NumberRows({
    path: file.path,
    layout: file.layout,
    wanted: wantedColumns(file),
    clock: file.clock?.index,
    onRow(values, line) {
      const sample = places.place(values, line);
      for (const sensor of sensors) sensor.add(values, sample);
    },
  });
  const hash = createHash('sha256');
  let skip = file.skipBytes ?? 0;
  for await (const bytes of chunks(file.path, options)) {
    hash.update(bytes);
    rows.push(skip === 0 ? bytes : bytes.subarray(skip));
    skip = Math.max(0, skip - bytes.length);
    anySample ||= ready.length > 0;
    yield* ready.splice(0);
  }
  rows.end();
  places.end?.();
  for (const sensor of sensors) sensor.flush();
  anySample ||= ready.length > 0;
  if (places.length === 0) throw damaged(file.path, null, 'the file has no rows; copy it again from the sensor or the archive.');
  if (!anySample) throw damaged(file.path, null, `no row has all channels of a sensor: all ${places.length} rows are n/a somewhere; record again or export the samples once more.`);
  yield* ready.splice(0);
  return { sha256: hash.digest('hex'), sampleCount: places.length, ...(file.findings?.length ? { findings: file.findings } : {}) };
}

/** The file's bytes in one buffer that is used again for every chunk. Throws AppError, or the reason of an abort. */
export async function* chunks(path: string, { signal, onProgress }: ReadOptions, chunkBytes = READ_BYTES): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const file = await open(path, 'r').catch((error: unknown) => { throw fileFault(error, path); });
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(chunkBytes);
    let readBytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null).catch((error: unknown) => { throw fileFault(error, path); });
      signal?.throwIfAborted();
      if (bytesRead === 0) return;
      readBytes += bytesRead;
      yield buffer.subarray(0, bytesRead);
      onProgress?.(readBytes, Math.max(size, readBytes));
    }
  } finally {
    await file.close();
  }
}

function wantedColumns({ columnCount, sensors, clock }: RowFile): boolean[] {
  const wanted = new Array<boolean>(columnCount).fill(false);
  for (const sensor of sensors) for (const { index } of [...sensor.acc, ...(sensor.gyr ?? [])]) wanted[index] = true;
  if (clock) wanted[clock.index] = true;
  return wanted;
}
