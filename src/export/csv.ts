import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReadOptions, RecordingReader, Site } from '../model/index.ts';
import { json } from './bidsMotion/text.ts';
import { FileSet } from './fileSet.ts';
import { streamedRows } from './streamedRows.ts';
import { writeFault } from './writeFault.ts';

const AXES = ['x', 'y', 'z'] as const;

export interface CsvOptions extends ReadOptions {
  /** Which sensors; all of them unless said. */
  readonly sites?: readonly Site[];
}

/**
 * Writes a recording as CSV with its JSON sidecar (docs/formats.md) while it is read, in constant memory: time in s, acceleration in
 * m/s², angular rate in deg/s, numbers to 1e-6, `n/a` in every gap. Both files appear whole or not at all.
 *
 * @param path of the CSV, ending in .csv; its folder is made where it does not exist
 * @throws AppError UNWRITABLE, and what the reader throws
 */
export async function exportCsv(path: string, reader: RecordingReader, options: CsvOptions = {}): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw writeFault(error, dirname(path));
  }
  const files = new FileSet();
  try {
    await files.stage(path.replace(/\.csv$/, '.json'), json(sidecar(reader)));
    await files.stage(path, csvText(reader, options));
    await files.publish(path);
  } finally {
    await files.discard();
  }
}

/** The table alone, piece by piece. */
export async function* csvText(reader: RecordingReader, options: CsvOptions = {}): AsyncGenerator<Uint8Array> {
  const { header } = reader;
  const sites = options.sites ?? header.sensors.map(({ site }) => site);
  const sensors = header.sensors.filter(({ site }) => sites.includes(site));
  const names = sensors.flatMap(({ site, hasGyroscope }) => (hasGyroscope ? ['acc', 'gyr'] : ['acc']).flatMap((kind) => AXES.map((axis) => `${site}_${kind}_${axis}`)));
  yield Buffer.from(`time,${names.join(',')}\n`);
  const shape = { separator: ',', lead: (row: number) => `${time(row / header.sampleRateHz)},` };
  yield* streamedRows(reader, sensors.map(({ site }) => site), shape, options).pieces;
}

function sidecar({ header }: RecordingReader): Record<string, unknown> {
  const { sampleRateHz, taskName, device, participant, events, sensors } = header;
  return {
    sampleRateHz,
    units: { time: 's', acceleration: 'm/s^2', ...(sensors.some(({ hasGyroscope }) => hasGyroscope) ? { angularRate: 'deg/s' } : {}) },
    ...(taskName === null ? {} : { task: taskName }),
    ...(device === null ? {} : { device }),
    ...(participant === null ? {} : { participant }),
    ...(events.length === 0 ? {} : { events }),
  };
}

/** Microseconds are finer than any sample. */
function time(seconds: number): string {
  return seconds.toFixed(6);
}
