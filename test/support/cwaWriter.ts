/** Writes .cwa files from the published layout (Open Movement, cwa.h), with exact truth, to test the reader against. */

export interface CwaRecording {
  /** 100: the nominal rate that is written into every sector. */
  readonly nominalHz: number;
  /** What the oscillator really does. */
  readonly trueHz: number;
  /** Time of sample 0, seconds since 2000-01-01. */
  readonly startS: number;
  readonly sampleCount: number;
  /** `packed`: AX3, three 10-bit numbers. `acc`: 16 bits, three axes. `gyrAcc`: AX6. */
  readonly layout: 'packed' | 'acc' | 'gyrAcc';
  /** Raw numbers of a sample: acceleration x, y, z, then angular rate. */
  readonly raw: (sample: number) => readonly number[];
  /** Samples before which the device was silent for a while: [sample, seconds]. */
  readonly pauses?: readonly (readonly [sample: number, seconds: number])[];
  /** Stamps in whole seconds, as old firmware makes them. */
  readonly wholeSeconds?: boolean;
  readonly metadata?: string;
}

const RATE_CODES = new Map([[12.5, 7], [25, 8], [50, 9], [100, 10], [200, 11], [400, 12], [800, 13], [1600, 14]]);
/** ±8 g: 1/256 g a step where packed, 1/4096 g with 16 bits; 2000 °/s. */
export const ACC_STEPS_PER_G = { packed: 256, acc: 4096, gyrAcc: 4096 } as const;
export const GYR_STEPS_PER_DEG = 32768 / 2000;

export function samplesPerSector(layout: CwaRecording['layout']): number {
  return { packed: 120, acc: 80, gyrAcc: 40 }[layout];
}

/** Time of a sample, seconds since 2000-01-01. */
export function timeOf(recording: CwaRecording, sample: number): number {
  const paused = (recording.pauses ?? []).filter(([at]) => at <= sample).reduce((sum, [, seconds]) => sum + seconds, 0);
  return recording.startS + sample / recording.trueHz + paused;
}

/** The file's header and its sectors, to be joined, left out or damaged. */
export function cwaParts(recording: CwaRecording): { header: Buffer; sectors: Buffer[] } {
  const { layout, sampleCount, metadata = '' } = recording;
  const header = Buffer.alloc(1024, 0xff);
  header.write('MD', 0, 'latin1');
  header.writeUInt16LE(1020, 2);
  header[4] = layout === 'gyrAcc' ? 0x64 : 0x17;
  header.writeUInt16LE(4711, 5);
  header.writeUInt32LE(99, 7);
  header.writeUInt16LE(0, 11);
  header.fill(0x20, 64, 512).write(metadata, 64, 'latin1');
  const size = samplesPerSector(layout);
  const sectors: Buffer[] = [];
  for (let first = 0; first < sampleCount; first += size) sectors.push(sector(recording, first, Math.min(size, sampleCount - first), sectors.length));
  return { header, sectors };
}

/** A sector's bytes again after a change, with the checksum put right. */
export function resealed(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  copy.writeUInt16LE(0, 510);
  let sum = 0;
  for (let i = 0; i < 512; i += 2) sum += copy.readUInt16LE(i);
  copy.writeUInt16LE(-sum & 0xffff, 510);
  return copy;
}

function sector(recording: CwaRecording, first: number, count: number, sequence: number): Buffer {
  const { nominalHz, layout, raw, wholeSeconds } = recording;
  const bytes = Buffer.alloc(512);
  bytes.write('AX', 0, 'latin1');
  bytes.writeUInt16LE(508, 2);
  bytes.writeUInt32LE(99, 6);
  bytes.writeUInt32LE(sequence, 10);
  bytes.writeUInt16LE((layout === 'packed' ? 0 : 4 << 13) | (layout === 'gyrAcc' ? 2 << 10 : 0) | 321, 18);
  bytes[24] = 0x40 | RATE_CODES.get(nominalHz)!;
  bytes[25] = { packed: 0x30, acc: 0x32, gyrAcc: 0x62 }[layout];
  bytes.writeUInt16LE(count, 28);

  // The stamp belongs to the last sample of the sector, or, in whole seconds, to the first sample after the second began.
  let stamped = count - 1;
  let timeS = timeOf(recording, first + stamped);
  if (wholeSeconds) {
    timeS = Math.floor(timeS);
    while (timeOf(recording, first + stamped - 1) >= timeS) stamped--;
  }
  const fraction = Math.floor((timeS % 1) * 32768);
  bytes.writeUInt16LE(wholeSeconds ? 0 : 0x8000 | fraction, 4);
  bytes.writeUInt32LE(packTime(Math.floor(timeS)), 14);
  bytes.writeInt16LE(stamped - Math.floor((fraction * 2 * nominalHz) / 65536), 26);

  for (let i = 0; i < count; i++) {
    const [ax, ay, az, gx, gy, gz] = raw(first + i);
    if (layout === 'packed') bytes.writeUInt32LE(packSample([ax, ay, az]), 30 + 4 * i);
    else (layout === 'gyrAcc' ? [gx, gy, gz, ax, ay, az] : [ax, ay, az]).forEach((value, c, all) => bytes.writeInt16LE(value, 30 + 2 * (i * all.length + c)));
  }
  return resealed(bytes, () => undefined);
}

function packTime(seconds: number): number {
  const date = new Date(Date.UTC(2000, 0, 1) + seconds * 1000);
  const parts = [[date.getUTCFullYear() - 2000, 26], [date.getUTCMonth() + 1, 22], [date.getUTCDate(), 17], [date.getUTCHours(), 12], [date.getUTCMinutes(), 6], [date.getUTCSeconds(), 0]];
  return parts.reduce((word, [value, shift]) => word + value * 2 ** shift, 0);
}

/** Numbers that 10 bits and a common exponent can hold: others lose their lowest bits, as in the device. */
function packSample(values: readonly number[]): number {
  let exponent = 0;
  while (values.some((value) => value >> exponent > 511 || value >> exponent < -512)) exponent++;
  const [x, y, z] = values.map((value) => (value >> exponent) & 0x3ff);
  return (x | (y << 10) | (z << 20) | (exponent << 30)) >>> 0;
}
