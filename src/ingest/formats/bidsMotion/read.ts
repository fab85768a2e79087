import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, RecordingHeader, SensorAxes } from '../../../model/index.ts';
import { damaged } from '../../damage.ts';
import { fileFault } from '../../files.ts';
import { NumberRows } from '../../numberRows.ts';
import type { Channels } from './channels.ts';
import { RowGrid } from './grid.ts';
import type { MotionFiles } from './paths.ts';
import { SampleBlocks } from './sampleBlocks.ts';

const READ_BYTES = 256 * 1024;

/** A reader of samples; each call of `blocks()` reads the file from its start. An abort throws the signal's reason. */
export function motionReader(files: MotionFiles, header: RecordingHeader, channels: Channels): RecordingReader {
  return { header, blocks: (options = {}) => readBlocks(files, header.sampleRateHz, channels, options) };
}

async function* readBlocks(
  files: MotionFiles, sampleRateHz: number, channels: Channels, { signal, onProgress }: ReadOptions,
): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  const ready: ImuBlock<SensorAxes>[] = [];
  let anySample = false;
  const grid = new RowGrid(files.motion, sampleRateHz, channels.latency);
  const sensors = channels.sensors.map((sensor) => new SampleBlocks(sensor, sampleRateHz, (block) => ready.push(block)));
  const rows = new NumberRows({
    path: files.motion,
    columnsFrom: files.channels,
    wanted: wantedColumns(channels),
    onRow(values, line) {
      const sample = grid.place(values, line);
      for (const sensor of sensors) sensor.add(values, sample);
    },
  });
  const hash = createHash('sha256');
  for await (const bytes of chunks(files.motion, signal, onProgress)) {
    hash.update(bytes);
    rows.push(bytes);
    anySample ||= ready.length > 0;
    yield* ready.splice(0);
  }
  rows.end();
  for (const sensor of sensors) sensor.flush();
  anySample ||= ready.length > 0;
  if (grid.length === 0) throw damaged(files.motion, null, 'the file has no rows; copy it again from the sensor or the archive.');
  if (!anySample) throw damaged(files.motion, null, `no row has all channels of a sensor: all ${grid.length} rows are n/a somewhere; record again or export the samples once more.`);
  yield* ready.splice(0);
  return { sha256: hash.digest('hex'), sampleCount: grid.length };
}

/** The file's bytes in one buffer that is used again for every chunk. */
async function* chunks(path: string, signal: AbortSignal | undefined, onProgress: ReadOptions['onProgress']): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const file = await open(path, 'r').catch((error: unknown) => { throw fileFault(error, path); });
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let readBytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES, null).catch((error: unknown) => { throw fileFault(error, path); });
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

function wantedColumns({ count, sensors, latency }: Channels): boolean[] {
  const wanted = new Array<boolean>(count).fill(false);
  for (const sensor of sensors) for (const { index } of [...sensor.acc, ...(sensor.gyr ?? [])]) wanted[index] = true;
  if (latency) wanted[latency.index] = true;
  return wanted;
}
