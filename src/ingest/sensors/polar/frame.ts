import { int16 } from '../parts/bytes.ts';
import { MPS2_PER_G } from '../parts/gravity.ts';
import { signedBits } from './signedBits.ts';

/** Measurement, time (8 bytes), frame type. */
export const HEAD_BYTES = 10;
/** Top bit of the frame type: one whole sample, then differences packed into bits. */
const COMPRESSED = 0x80;
/** A packet of 514 bytes with differences of one bit holds no more. */
export const MOST_SAMPLES = 1400;
const AXES = 3;

/** Where the samples of a frame go: m/s² or deg/s. */
export interface FrameColumns {
  readonly measures: 'acc' | 'gyr';
  /** x, y, z with room for `MOST_SAMPLES`. */
  readonly columns: readonly Float64Array[];
  /** What the sensor cannot exceed, m/s² or deg/s. */
  readonly limit: number;
}

/** The same four bytes as whole number and as float. */
const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/**
 * Reads the samples of a frame.
 * @param factor what the answer to the start said
 * @returns number of samples; 0 for a frame that is cut off or empty, is of an unknown type or holds an impossible value
 */
export function readFrame(payload: Uint8Array, factor: number, into: FrameColumns): number {
  if (payload.length <= HEAD_BYTES) return 0;
  const compressed = (payload[HEAD_BYTES - 1] & COMPRESSED) !== 0;
  const type = payload[HEAD_BYTES - 1] & ~COMPRESSED;
  if (into.measures === 'gyr') {
    if (type > 1) return 0;
    return convert(readWhole(payload, compressed, type === 1 ? 4 : 2, into.columns), factor, type === 1, into);
  }
  if (type > (compressed ? 1 : 2)) return 0;
  // Raw frames are in mg; compressed ones in steps of the factor, which are of 1 g (type 0) or 1 mg (type 1).
  const g = (compressed ? factor : 1) * (compressed && type === 0 ? 1 : 1 / 1000);
  return convert(readWhole(payload, compressed, compressed ? 2 : type + 1, into.columns), g * MPS2_PER_G, false, into);
}

/** Makes samples of the whole numbers in the columns. @returns `count`, or 0 where the sensor cannot have measured this */
function convert(count: number, scale: number, isFloat: boolean, { columns, limit }: FrameColumns): number {
  for (const column of columns) {
    for (let i = 0; i < count; i++) {
      let value = column[i];
      if (isFloat) {
        bits[0] = value;
        value = float[0];
      }
      value *= scale;
      // Written so that NaN is refused too.
      if (!(Math.abs(value) <= limit)) return 0;
      column[i] = value;
    }
  }
  return count;
}

/** The numbers of a frame as they were sent. @param width bytes of a number @returns number of samples, 0 for a frame that is cut off */
function readWhole(payload: Uint8Array, compressed: boolean, width: number, columns: readonly Float64Array[]): number {
  if (compressed) return readCompressed(payload, width, columns);
  const count = (payload.length - HEAD_BYTES) / (AXES * width);
  if (!Number.isInteger(count) || count > MOST_SAMPLES) return 0;
  for (let axis = 0; axis < AXES; axis++) {
    const column = columns[axis];
    for (let i = 0, at = HEAD_BYTES + axis * width; i < count; i++, at += AXES * width) column[i] = whole(payload, at, width);
  }
  return count;
}

/** A whole sample, then blocks: bits of a difference, number of samples, differences x y z x y z ... padded to a byte. */
function readCompressed(payload: Uint8Array, width: number, [columnX, columnY, columnZ]: readonly Float64Array[]): number {
  let at = HEAD_BYTES;
  if (payload.length < at + AXES * width) return 0;
  let x = (columnX[0] = whole(payload, at, width));
  let y = (columnY[0] = whole(payload, at + width, width));
  let z = (columnZ[0] = whole(payload, at + 2 * width, width));
  let count = 1;
  for (at += AXES * width; at < payload.length;) {
    const deltaBits = payload[at];
    const samples = payload[at + 1];
    at += 2;
    const end = at + Math.ceil((deltaBits * AXES * samples) / 8);
    // A comparison with NaN, where the number of samples is missing, is false.
    if (!(end <= payload.length) || (deltaBits === 0 && samples > 0) || deltaBits > 32 || count + samples > MOST_SAMPLES) return 0;
    for (let i = 0, bit = 8 * at; i < samples; i++, bit += AXES * deltaBits) {
      // Floats are summed as the whole numbers that their bits are: odd, but so the sensor does it.
      columnX[count] = x = (x + signedBits(payload, bit, deltaBits)) | 0;
      columnY[count] = y = (y + signedBits(payload, bit + deltaBits, deltaBits)) | 0;
      columnZ[count] = z = (z + signedBits(payload, bit + 2 * deltaBits, deltaBits)) | 0;
      count++;
    }
    at = end;
  }
  return count;
}

function whole(payload: Uint8Array, at: number, width: number): number {
  return width === 2 ? int16(payload, at) : signedBits(payload, 8 * at, 8 * width);
}
