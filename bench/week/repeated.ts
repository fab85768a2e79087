import type { RecordingReader } from '../../src/model/index.ts';

/** The same recording several times over, one after the other: the same work for the same time, however long. */
export function repeated(reader: RecordingReader, times: number): RecordingReader {
  return {
    header: reader.header,
    async *blocks(options) {
      let start = 0;
      for (let time = 1; ; time++) {
        const source = reader.blocks(options);
        for (let next = await source.next(); ; next = await source.next()) {
          if (next.done) {
            start += next.value.sampleCount;
            if (time === times) return { ...next.value, sampleCount: start };
            break;
          }
          yield { ...next.value, startSample: start + next.value.startSample };
        }
      }
    },
  };
}
