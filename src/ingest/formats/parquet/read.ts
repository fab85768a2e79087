import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileMetaData } from 'hyparquet';
import type { AxisColumns, ImuBlock, ReadOptions, RecordingHeader, RecordingReader, RecordingTrailer, SensorAxes, Span } from '../../../model/index.ts';
import { fileFault } from '../../files.ts';
import { chunks } from '../../rowReader.ts';
import type { About } from './about.ts';
import { blocksOfGroup } from './blocks.ts';
import { readGroup } from './group.ts';

export interface ParquetSource {
  readonly path: string;
  readonly format: string;
  readonly file: string;
  readonly metadata: FileMetaData;
  readonly about: About;
  /** Told instead of the file's own. */
  readonly sha256: string | null;
}

/** A reader of row groups; each call reads the file from its start. An abort throws the signal's reason. */
export function parquetReader(source: ParquetSource): RecordingReader {
  const { path, format, about } = source;
  const { sampleRateHz, sensors, participant, events, taskName, device } = about;
  const header: RecordingHeader = { path, format, sampleRateHz, sensors, participant, events, taskName, device };
  return {
    header,
    blocks: (options = {}) => readBlocks(source, options),
    between: (span, options = {}) => readSpan(source, span, options),
  };
}

async function* readBlocks(source: ParquetSource, options: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  const { about, file } = source;
  options.signal?.throwIfAborted();
  const sha256 = source.sha256 ?? await fileSha256(file, options.signal);
  yield* readSpan(source, { start: 0, end: about.sampleCount }, options);
  return { sha256, sampleCount: about.sampleCount, ...(about.findings.length > 0 ? { findings: about.findings } : {}) };
}

async function* readSpan({ about, file: path, metadata }: ParquetSource, span: Span, { signal, onProgress }: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, void> {
  signal?.throwIfAborted();
  const file = await open(path, 'r').catch((error: unknown) => { throw fileFault(error, path); });
  try {
    const { size } = await file.stat();
    for (const [number, { firstSample, rows }] of about.groups.entries()) {
      // A group's last sample is not said; the next group's first is.
      const next = about.groups[number + 1]?.firstSample ?? about.sampleCount;
      if (next <= span.start || firstSample >= span.end || rows === 0) continue;
      const group = await readGroup(path, file, metadata, about, number);
      for (const block of blocksOfGroup(group, about)) {
        const part = cut(block, span);
        if (part) yield part;
        signal?.throwIfAborted();
      }
      onProgress?.(group.endByte, size);
    }
    onProgress?.(size, size);
  } finally {
    await file.close();
  }
}

async function fileSha256(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of chunks(path, { signal })) hash.update(bytes);
  return hash.digest('hex');
}

/** The part of a block that lies in a span; null where none does. */
function cut(block: ImuBlock<SensorAxes>, { start, end }: Span): ImuBlock<SensorAxes> | null {
  const from = Math.max(0, start - block.startSample);
  const to = Math.min(block.length, end - block.startSample);
  if (from === 0 && to === block.length) return block;
  if (from >= to) return null;
  const part = ({ x, y, z }: AxisColumns<SensorAxes>): AxisColumns<SensorAxes> => ({ x: x.slice(from, to), y: y.slice(from, to), z: z.slice(from, to) });
  return { ...block, startSample: block.startSample + from, length: to - from, acc: part(block.acc), gyr: block.gyr && part(block.gyr) };
}
