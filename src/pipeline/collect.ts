import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes, Site } from '../model/index.ts';

/** Everything one sensor sent, block by block. */
export interface CollectedRecording {
  readonly blocksBySite: ReadonlyMap<Site, readonly ImuBlock<SensorAxes>[]>;
  readonly trailer: RecordingTrailer;
}

/** Reads a recording to its end. */
export async function collect(reader: RecordingReader, options: ReadOptions): Promise<CollectedRecording> {
  const blocksBySite = new Map<Site, ImuBlock<SensorAxes>[]>();
  const source = reader.blocks(options);
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done) return { blocksBySite, trailer: next.value };
    const blocks = blocksBySite.get(next.value.site);
    if (blocks) blocks.push(next.value);
    else blocksBySite.set(next.value.site, [next.value]);
  }
}
