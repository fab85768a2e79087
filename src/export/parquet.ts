import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type * as writer from 'hyparquet-writer';
import { AppError } from '../model/index.ts';
import type { ReadOptions, RecordingReader, Site } from '../model/index.ts';
import { FileSet } from './fileSet.ts';
import { groupColumns } from './parquet/groupColumns.ts';
import { RowGroupGatherer, type RowGroup } from './parquet/rowGroups.ts';
import { survey, type ColumnPlan, type Survey } from './parquet/survey.ts';
import { writeFault } from './writeFault.ts';

/** Eleven minutes at 100 Hz: long enough to pack well, short enough to be read alone. */
const GROUP_SAMPLES = 65_536;
/** Readers' blocks begin no more than this before the newest end, s. */
const LATE_S = 600;
/** Sample numbers have 32 bits: 248 days at 100 Hz. */
const MOST_SAMPLES = 2 ** 31 - 1;
const UNITS = { acceleration: 'm/s^2', angularRate: 'deg/s' } as const;

export interface ParquetOptions extends ReadOptions {
  /** Which sensors; all of them unless said. */
  readonly sites?: readonly Site[];
  /** Small files that stood beside the samples, by their role: what the recorder said of clocks, firmware and losses. */
  readonly beside?: Readonly<Record<string, string>>;
}

/**
 * Writes a recording as Parquet (docs/formats.md): whole numbers of the sensors' own steps, packed as differences, and how to read
 * them in the metadata. Nothing is rounded: every value comes back as it was, and a column that is no whole numbers stays doubles.
 *
 * @param path of the file, ending in .parquet; its folder is made where it does not exist
 * @throws AppError UNWRITABLE, and what the reader throws
 */
export async function exportParquet(path: string, reader: RecordingReader, options: ParquetOptions = {}): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw writeFault(error, dirname(path));
  }
  const files = new FileSet();
  try {
    await files.stage(path, parquetBytes(reader, options));
    await files.publish(path);
  } finally {
    await files.discard();
  }
}

/** The file piece by piece, in constant memory: a recording that is too long to be held is read twice. */
export async function* parquetBytes(reader: RecordingReader, options: ParquetOptions = {}): AsyncGenerator<Uint8Array> {
  // The first pass is the shorter one.
  const part = (from: number, to: number): ReadOptions => ({ signal: options.signal, onProgress: (read, total) => options.onProgress?.(from * total + (to - from) * read, total) });
  const found = await survey(reader, options.sites, part(0, 0.3));
  if (found.sampleCount > MOST_SAMPLES) throw new AppError('BAD_INPUT', `${reader.header.path} has ${found.sampleCount} samples, and a Parquet file of ours at most ${MOST_SAMPLES}; export it as packed.`, { file: reader.header.path });
  yield* written(reader, found, options, part(0.3, 1));
}

async function* written(reader: RecordingReader, found: Survey, options: ParquetOptions, pass: ReadOptions): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const { columns: plans } = found;
  const bytes = new ByteWriter();
  const file = new ParquetWriter({ writer: bytes, schema: schemaOf(plans, found.isDense), codec: 'GZIP', compressors: { GZIP: (page) => gzipSync(page, { level: 1 }) }, createdBy: 'surefoot' });
  const groups: { firstSample: number; rows: number; crc32: number[] }[] = [];
  for await (const group of rowGroups(reader, found, pass)) {
    const { rows, samples, columns } = groupColumns(group, plans, found.isDense);
    await file.write({
      rowGroupSize: GROUP_SAMPLES,
      columnData: [
        { name: 'sample', data: samples, encoding: 'DELTA_BINARY_PACKED', offsetIndex: false },
        ...columns.map(({ data }, c): writer.ColumnSource => ({ name: plans[c].name, data, encoding: plans[c].steps ? 'DELTA_BINARY_PACKED' : 'BYTE_STREAM_SPLIT', offsetIndex: false, statistics: false })),
      ],
    });
    groups.push({ firstSample: samples[0], rows, crc32: columns.map((column) => column.crc32) });
    yield take(bytes);
  }
  const text = JSON.stringify(about(reader, found, groups));
  const beside = JSON.stringify(options.beside ?? {});
  file.kvMetadata = [
    { key: 'surefoot', value: text },
    { key: 'surefoot.beside', value: beside },
    { key: 'surefoot.sha256', value: createHash('sha256').update(`${text}\n${beside}`).digest('hex') },
  ];
  await file.finish();
  yield take(bytes);
}

async function* rowGroups(reader: RecordingReader, { sensors, blocks }: Survey, options: ReadOptions): AsyncGenerator<RowGroup> {
  const { sampleRateHz } = reader.header;
  const gatherer = new RowGroupGatherer(sensors, Math.max(1, Math.min(GROUP_SAMPLES, Math.round(LATE_S * sampleRateHz))), LATE_S * sampleRateHz);
  for await (const block of blocks ?? reader.blocks(options)) yield* gatherer.add(block);
  yield* gatherer.end();
}

function schemaOf(plans: readonly ColumnPlan[], isDense: boolean): writer.SchemaElement[] {
  return [
    { name: 'recording', num_children: plans.length + 1 },
    { name: 'sample', type: 'INT32', repetition_type: 'REQUIRED' },
    ...plans.map(({ name, steps }): writer.SchemaElement => ({ name, type: steps ? 'INT32' : 'DOUBLE', repetition_type: isDense ? 'REQUIRED' : 'OPTIONAL' })),
  ];
}

/** Everything but the samples, for people and for our reader. */
function about({ header }: RecordingReader, found: Survey, groups: readonly object[]): object {
  const { format, sampleRateHz, participant, events, taskName, device } = header;
  return {
    schema: 'surefoot.parquet/1',
    sampleRateHz,
    sampleCount: found.sampleCount,
    time: 'seconds since the first sample = sample / sampleRateHz; a number that is missing in "sample" and an empty cell are samples that were lost',
    value: 'scale * count; to the last digit floor(count * step + 0.5) / divisor * factor; a column without scale holds the values themselves',
    columns: found.columns.map(({ name, sensor, quantity, axis, steps }) => ({
      name, sensor: found.sensors[sensor].site, quantity, axis, unit: UNITS[quantity],
      ...(steps ? { scale: (steps.step / steps.divisor) * steps.factor, ...steps } : {}),
    })),
    sensors: found.sensors, participant, events, taskName, device,
    findings: found.findings,
    source: { format, sha256: found.sha256 },
    groups,
  };
}

/** What has been written since the last time. */
function take(bytes: writer.ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  return taken;
}
