import { sampleBatch, type SampleBatch, type SampleStream } from '../define.ts';
import { RANGES } from './axes.ts';
import { bytesOf, isUnsigned, NUMBER_TYPES, readNumber } from './numberTypes.ts';
import type { PacketLayout } from './packet.ts';
import { sampleTimes } from './sampleTimes.ts';

/** Reads packets of one layout into one batch. */
export interface PacketReader {
  readonly stream: SampleStream;
  readonly batch: SampleBatch;
  /** Fills the batch; false and an empty batch for anything that is not such a packet. */
  read(payload: Uint8Array): boolean;
}

/**
 * Compiles a layout, once, into flat arrays: reading a packet walks them and makes no object.
 * A packet of another length or with a value no sensor has is refused as a whole.
 */
export function packetReader(layout: PacketLayout, rateHz: number): PacketReader {
  const { samples, headerBytes, sampleBytes, bytes, axes, measures } = layout;
  const batch = sampleBatch(measures, samples);
  const times = sampleTimes(layout, rateHz);
  const count = axes.length;
  const at = Int32Array.from(axes, (axis) => axis.at);
  const code = Uint8Array.from(axes, ({ type }) => NUMBER_TYPES.indexOf(type));
  const littleEndian = axes.map((axis) => axis.littleEndian);
  const factor = Float64Array.from(axes, (axis) => axis.factor);
  const limit = Float64Array.from(axes, ({ column }) => (measures === 'gyr' || column >= 3 ? RANGES.angularRate.max : RANGES.acceleration.max));
  const columns = axes.map(({ column }) => batch.columns[column]);
  const packet = new Uint8Array(bytes);
  const view = new DataView(packet.buffer);

  const axesAreSound = (): boolean => {
    for (let i = 0; i < samples; i++) {
      const from = headerBytes + i * sampleBytes;
      for (let f = 0; f < count; f++) {
        const value = readNumber(view, from + at[f], code[f], littleEndian[f]) * factor[f];
        // Written so that NaN is refused too.
        if (!(Math.abs(value) <= limit[f])) return false;
        columns[f][i] = value;
      }
    }
    return true;
  };

  return {
    stream: { measures, rateHz, clock: clockOf(layout) },
    batch,
    read(payload) {
      batch.length = 0;
      if (payload.length !== bytes) return false;
      packet.set(payload);
      if (!axesAreSound() || !times(view, batch.ticks)) return false;
      batch.length = samples;
      return true;
    },
  };
}

/** What a layout says of time. */
export function clockOf({ time }: PacketLayout): SampleStream['clock'] {
  if (time === null) return { kind: 'none' };
  const wrapBits = isUnsigned(time.type) ? 8 * bytesOf(time.type) : null;
  if (time.kind === 'timestamp') return { kind: 'timestamp', tickS: time.tickS, wrapBits };
  // A counter of packets is turned into a number of samples that does not begin again.
  return { kind: 'counter', wrapBits: time.counts === 'packets' ? null : wrapBits };
}
