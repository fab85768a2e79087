import { AppError } from '../model/index.ts';
import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes, Site } from '../model/index.ts';

/** A grid of any sane recording fits in memory. Beyond this, in samples, it must hold more than gaps: a small file must not ask for a huge one. */
const LONG_SAMPLES = 10_000_000;
const LEAST_SENT_SHARE = 0.01;

/** Everything one sensor sent, block by block. */
export interface CollectedRecording {
  readonly blocksBySite: ReadonlyMap<Site, readonly ImuBlock<SensorAxes>[]>;
  readonly trailer: RecordingTrailer;
}

/** Reads a recording to its end. @throws AppError BAD_RECORDING for a long recording that is nothing but gaps */
export async function collect(reader: RecordingReader, options: ReadOptions): Promise<CollectedRecording> {
  const blocksBySite = new Map<Site, ImuBlock<SensorAxes>[]>();
  const source = reader.blocks(options);
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done) {
      checkGrid(reader, blocksBySite, next.value.sampleCount);
      return { blocksBySite, trailer: next.value };
    }
    const blocks = blocksBySite.get(next.value.site);
    if (blocks) blocks.push(next.value);
    else blocksBySite.set(next.value.site, [next.value]);
  }
}

function checkGrid({ header }: RecordingReader, blocksBySite: CollectedRecording['blocksBySite'], sampleCount: number): void {
  const most = Math.max(0, ...[...blocksBySite.values()].map((blocks) => blocks.reduce((sum, { length }) => sum + length, 0)));
  if (sampleCount <= LONG_SAMPLES || most >= LEAST_SENT_SHARE * sampleCount) return;
  const hours = Math.round(sampleCount / header.sampleRateHz / 3600);
  throw new AppError('BAD_RECORDING', `${header.path}: by its clock it lasts ${hours} hours, and more than 99 % of them are gaps; split the recording at its long pauses.`, { file: header.path });
}
