import type { ImuBlock, ReadOptions, RecordingHeader, RecordingReader, RecordingTrailer, SensorAxes } from '../src/model/index.ts';

/** Reads a recording to its end. */
export async function readAll(reader: RecordingReader, options?: ReadOptions): Promise<{ header: RecordingHeader; blocks: ImuBlock<SensorAxes>[]; trailer: RecordingTrailer }> {
  const blocks: ImuBlock<SensorAxes>[] = [];
  const samples = reader.blocks(options);
  for (;;) {
    const next = await samples.next();
    if (next.done) return { header: reader.header, blocks, trailer: next.value };
    blocks.push(next.value);
  }
}
