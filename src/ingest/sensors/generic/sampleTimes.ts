import { bytesOf, isUnsigned, NUMBER_TYPES, readNumber } from './numberTypes.ts';
import type { PacketLayout, TimeField } from './packet.ts';

/** Fills in a reading for every sample of a packet; false where the packet's own cannot be one. */
export type SampleTimes = (packet: DataView, ticks: Float64Array) => boolean;

/** How far the time from packet to packet may be from the nominal one to be believed. */
const INTERVAL_TOLERANCE = 0.1;

/** How the samples of a packet get their readings, by where the description says that time or number stands. */
export function sampleTimes(layout: PacketLayout, rateHz: number): SampleTimes {
  const { time } = layout;
  if (time === null) return () => true;
  if (time.perSample || layout.samples === 1) return ownReadings(layout, time);
  if (time.kind === 'timestamp') return timestampOfPacket(layout.samples, time, time.tickS, rateHz);
  return time.counts === 'packets' ? countedPackets(layout.samples, time) : countedSamples(layout.samples, time);
}

/** Each sample carries its own. */
function ownReadings({ samples, headerBytes, sampleBytes }: PacketLayout, time: TimeField): SampleTimes {
  const read = reader(time);
  const from = time.perSample ? headerBytes : 0;
  return (packet, ticks) => {
    for (let i = 0; i < samples; i++) {
      const tick = read(packet, from + i * sampleBytes);
      if (!(tick >= 0 && tick < Infinity)) return false;
      ticks[i] = tick;
    }
    return true;
  };
}

/** A clock reading of the first or last sample: the others lie beside it, as far apart as packets show, or nominally. */
function timestampOfPacket(samples: number, time: TimeField, tickS: number, rateHz: number): SampleTimes {
  const read = reader(time);
  const modulus = modulusOf(time);
  const nominal = 1 / (rateHz * tickS);
  const before = time.belongsTo === 'last' ? samples - 1 : 0;
  let last = NaN;
  return (packet, ticks) => {
    const tick = read(packet, 0);
    if (!(tick >= 0 && tick < Infinity)) return false;
    const spacing = around(tick - last, modulus) / samples;
    const apart = Math.abs(spacing - nominal) <= INTERVAL_TOLERANCE * nominal ? spacing : nominal;
    for (let i = 0; i < samples; i++) ticks[i] = around(tick + (i - before) * apart, modulus);
    last = tick;
    return true;
  };
}

/** The number of the first or last sample. */
function countedSamples(samples: number, time: TimeField): SampleTimes {
  const read = reader(time);
  const modulus = modulusOf(time);
  const before = time.belongsTo === 'last' ? samples - 1 : 0;
  return (packet, ticks) => {
    const number = read(packet, 0);
    for (let i = 0; i < samples; i++) ticks[i] = around(number + i - before, modulus);
    return true;
  };
}

/**
 * The number of the packet. Samples are numbered on from packet to packet without beginning again, because
 * packets times samples would begin again at no power of two.
 */
function countedPackets(samples: number, time: TimeField): SampleTimes {
  const read = reader(time);
  const modulus = modulusOf(time);
  let last = 0;
  let packets = 0;
  return (packet, ticks) => {
    const number = read(packet, 0);
    packets += around(number - last, modulus);
    last = number;
    for (let i = 0; i < samples; i++) ticks[i] = packets * samples + i;
    return true;
  };
}

/** Reads the field in the packet, or in the sample that begins at `from`. */
function reader({ at, type, littleEndian }: TimeField): (packet: DataView, from: number) => number {
  const code = NUMBER_TYPES.indexOf(type);
  return (packet, from) => readNumber(packet, from + at, code, littleEndian);
}

function modulusOf({ type }: TimeField): number {
  return isUnsigned(type) ? 2 ** (8 * bytesOf(type)) : Infinity;
}

/** A number on a round of so many; unchanged where there is no round. */
function around(value: number, modulus: number): number {
  return modulus === Infinity ? value : ((value % modulus) + modulus) % modulus;
}
