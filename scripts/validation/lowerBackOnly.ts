import type { RecordingReader } from '../../src/model/index.ts';

/** The same recording as if no foot sensor had been worn: what the lower back tells is scored by itself. */
export function lowerBackOnly(reader: RecordingReader): RecordingReader {
  const isFoot = (site: string) => site === 'leftFoot' || site === 'rightFoot';
  return {
    header: { ...reader.header, sensors: reader.header.sensors.filter((s) => !isFoot(s.site)) },
    async *blocks(options) {
      const source = reader.blocks(options);
      for (let next = await source.next(); ; next = await source.next()) {
        if (next.done) return next.value;
        if (!isFoot(next.value.site)) yield next.value;
      }
    },
  };
}
