/**
 * The bytes of a .cwa file: one header of 1024 bytes, then data sectors of 512 bytes, little-endian throughout.
 * Source: Open Movement, "AX3/AX6 technical documentation" and cwa.h (github.com/openmovementproject/openmovement, Docs/ax3).
 */
const STANDARD_GRAVITY = 9.80665;
export const SECTOR_BYTES = 512;
const DATA_AT = 30;
const DATA_BYTES = 480;
const HEADER_ID = 0x444d;
const SECTOR_ID = 0x5841;
const SECTOR_LENGTH = 508;
const METADATA_AT = 64;
const METADATA_END = 512;

export interface CwaHeader {
  /** `AX3` or `AX6`. */
  readonly model: string;
  readonly deviceId: number;
  /** Offset of the first data sector. */
  readonly dataAt: number;
  /** What was typed in when the device was set up, by its short names: `_sc` subject code, `_p` body location. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** How the samples of a sector are written. All sectors of a recording share it. */
export interface SampleLayout {
  readonly sampleRateHz: number;
  /** 3: acceleration. 6: angular rate, then acceleration. 9: and magnetic field. */
  readonly axes: number;
  /** Three 10-bit numbers and an exponent in 32 bits, instead of 16 bits a number. */
  readonly packed: boolean;
}

export interface Sector extends SampleLayout {
  readonly sessionId: number;
  readonly sequenceId: number;
  /** Seconds since 2000-01-01 on the device's clock, true at `timeSample`; null where the clock was never set. */
  readonly timeS: number | null;
  /** Index of a sample, counted from the sector's first; may lie outside the sector. */
  readonly timeSample: number;
  readonly sampleCount: number;
  /** Most samples a sector of this layout holds. */
  readonly capacity: number;
  /** One step of the numbers, m/s² and deg/s. */
  readonly accStep: number;
  readonly gyrStep: number;
}

/** Null where the bytes are no header of a .cwa file. */
export function parseHeader(bytes: Buffer): CwaHeader | null {
  if (bytes.length < 1024 || bytes.readUInt16LE(0) !== HEADER_ID) return null;
  const length = bytes.readUInt16LE(2);
  if (length < SECTOR_LENGTH || length > 64 * 1024 - SECTOR_BYTES) return null;
  const upper = bytes.readUInt16LE(11);
  return {
    model: bytes[4] === 0x64 ? 'AX6' : 'AX3',
    deviceId: bytes.readUInt16LE(5) + (upper === 0xffff ? 0 : upper * 65536),
    dataAt: Math.ceil(length / SECTOR_BYTES) * SECTOR_BYTES,
    metadata: parseMetadata(bytes.toString('latin1', METADATA_AT, METADATA_END)),
  };
}

/** `damaged`: not a data sector, or its checksum is wrong. `unused`: memory that was never written. */
export function parseSector(bytes: Buffer): Sector | 'damaged' | 'unused' {
  if (bytes.readUInt16LE(0) !== SECTOR_ID || bytes.readUInt16LE(2) !== SECTOR_LENGTH || !sumsToZero(bytes)) {
    return bytes.every((byte) => byte === 0xff) ? 'unused' : 'damaged';
  }
  const light = bytes.readUInt16LE(18);
  const rateCode = bytes[24];
  const axes = bytes[25] >> 4;
  const packed = (bytes[25] & 0x0f) === 0;
  const sampleRateHz = rateCode === 0 ? 0 : 3200 / (1 << (15 - (rateCode & 0x0f)));
  const gyrCode = (light >> 10) & 0x07;
  return {
    sessionId: bytes.readUInt32LE(6),
    sequenceId: bytes.readUInt32LE(10),
    ...sectorTime(bytes, sampleRateHz),
    sampleRateHz,
    axes,
    packed,
    sampleCount: bytes.readUInt16LE(28),
    capacity: packed ? DATA_BYTES / 4 : Math.floor(DATA_BYTES / (2 * Math.max(1, axes))),
    accStep: STANDARD_GRAVITY / (1 << (8 + (light >> 13))),
    gyrStep: (gyrCode === 0 ? 2000 : 8000 / (1 << gyrCode)) / 32768,
  };
}

/** Reads a sample of a sector into x, y, z acceleration in m/s², then, where there is one, angular rate in deg/s. */
export function readSample(bytes: Buffer, { packed, axes, accStep, gyrStep }: Sector, i: number, out: Float64Array): void {
  if (packed) {
    const word = bytes.readUInt32LE(DATA_AT + 4 * i);
    const exponent = word >>> 30;
    for (let axis = 0; axis < 3; axis++) {
      const bits = (word >>> (10 * axis)) & 0x3ff;
      out[axis] = ((bits ^ 0x200) - 0x200) * (1 << exponent) * accStep;
    }
    return;
  }
  const at = DATA_AT + 2 * axes * i;
  const accAt = axes >= 6 ? at + 6 : at;
  for (let axis = 0; axis < 3; axis++) {
    out[axis] = bytes.readInt16LE(accAt + 2 * axis) * accStep;
    if (axes >= 6) out[3 + axis] = bytes.readInt16LE(at + 2 * axis) * gyrStep;
  }
}

function sectorTime(bytes: Buffer, sampleRateHz: number): { timeS: number | null; timeSample: number } {
  const packedTime = bytes.readUInt32LE(14);
  const timeSample = bytes.readInt16LE(26);
  const fraction = bytes.readUInt16LE(4);
  if (packedTime === 0 || packedTime === 0xffffffff) return { timeS: null, timeSample };
  const wholeS = unpackTime(packedTime);
  if ((fraction & 0x8000) === 0) return { timeS: wholeS, timeSample };
  // For older readers the firmware moved the sample to where the whole second was, at the nominal rate: undo that.
  const fraction16 = (fraction & 0x7fff) * 2;
  return { timeS: wholeS + fraction16 / 65536, timeSample: timeSample + Math.floor((fraction16 * Math.floor(sampleRateHz)) / 65536) };
}

/** YYYYYYMM MMDDDDDh hhhhmmmm mmssssss, years since 2000, in seconds since then. */
function unpackTime(packed: number): number {
  const [year, month, day, hour, minute, second] = [packed >>> 26, (packed >>> 22) & 0x0f, (packed >>> 17) & 0x1f, (packed >>> 12) & 0x1f, (packed >>> 6) & 0x3f, packed & 0x3f];
  return (Date.UTC(2000 + year, month - 1, day, hour, minute, second) - Date.UTC(2000, 0, 1)) / 1000;
}

/** The 256 words of a sector add up to 0 modulo 2^16. */
function sumsToZero(bytes: Buffer): boolean {
  let sum = 0;
  for (let i = 0; i < SECTOR_BYTES; i += 2) sum += bytes[i] | (bytes[i + 1] << 8);
  return (sum & 0xffff) === 0;
}

/** URL-encoded pairs, filled up with spaces, zeros or 0xff. */
function parseMetadata(text: string): Map<string, string> {
  const pairs = text.replace(/[\x20\x00\xff]+$/, '').split('&').map((pair) => pair.split('='));
  return new Map(pairs.filter(([name, value]) => name && value).map(([name, value]) => [decoded(name), decoded(value)]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}
