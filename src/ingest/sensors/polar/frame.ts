import { MPS2_PER_G } from '../parts/gravity.ts';
import { signedBits } from './signedBits.ts';

/** Measurement, time (8 bytes), frame type. */
export const HEAD_BYTES = 10;
/** Top bit of the frame type: one whole sample, then differences packed into bits. */
const COMPRESSED = 0x80;
/** A packet of 514 bytes with differences of one bit holds no more. */
export const MOST_SAMPLES = 1400;
const AXES = 3;

/** The same four bytes as whole number and as float. */
const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** Reads the samples of frames into columns: acc in m/s², gyr in deg/s. */
export class FrameReader {
  readonly #measures: 'acc' | 'gyr';
  readonly #limit: number;
  readonly #columns: readonly Float64Array[];
  #scale = 1;
  #isFloat = false;

  /**
   * @param limit what the sensor cannot exceed, m/s² or deg/s
   * @param columns x, y, z with room for `MOST_SAMPLES`
   */
  constructor(measures: 'acc' | 'gyr', limit: number, columns: readonly Float64Array[]) {
    this.#measures = measures;
    this.#limit = limit;
    this.#columns = columns;
  }

  /**
   * @param factor what the answer to the start said
   * @returns number of samples; 0 for a frame that is cut off or empty, is of an unknown type or holds an impossible value
   */
  read(payload: Uint8Array, factor: number): number {
    if (payload.length <= HEAD_BYTES) return 0;
    const compressed = (payload[HEAD_BYTES - 1] & COMPRESSED) !== 0;
    const type = payload[HEAD_BYTES - 1] & ~COMPRESSED;
    const isAcc = this.#measures === 'acc';
    this.#isFloat = !isAcc && type === 1;
    if (isAcc) {
      // Raw frames are in mg; compressed ones in steps of the factor, which are of 1 g (type 0) or 1 mg (type 1).
      const gPerUnit = compressed && type === 0 ? 1 : 1 / 1000;
      this.#scale = (compressed ? factor : 1) * gPerUnit * MPS2_PER_G;
      if (compressed) return type <= 1 ? this.#compressed(payload, 2) : 0;
      return type <= 2 ? this.#raw(payload, type + 1) : 0;
    }
    this.#scale = factor;
    const width = this.#isFloat ? 4 : 2;
    if (type > 1) return 0;
    return compressed ? this.#compressed(payload, width) : this.#raw(payload, width);
  }

  /** @param width bytes of a number */
  #raw(payload: Uint8Array, width: number): number {
    const count = (payload.length - HEAD_BYTES) / (AXES * width);
    if (!Number.isInteger(count) || count > MOST_SAMPLES) return 0;
    for (let i = 0, at = HEAD_BYTES; i < count; i++, at += AXES * width) {
      if (!this.#put(i, whole(payload, at, width), whole(payload, at + width, width), whole(payload, at + 2 * width, width))) return 0;
    }
    return count;
  }

  /** A whole sample, then blocks: bits of a difference, number of samples, differences x y z x y z ... padded to a byte. */
  #compressed(payload: Uint8Array, width: number): number {
    let at = HEAD_BYTES;
    if (payload.length < at + AXES * width) return 0;
    let x = whole(payload, at, width);
    let y = whole(payload, at + width, width);
    let z = whole(payload, at + 2 * width, width);
    let count = 0;
    if (!this.#put(count++, x, y, z)) return 0;
    for (at += AXES * width; at < payload.length;) {
      const deltaBits = payload[at];
      const samples = payload[at + 1];
      at += 2;
      const end = at + Math.ceil((deltaBits * AXES * samples) / 8);
      // A comparison with NaN, where the number of samples is missing, is false.
      if (!(end <= payload.length) || (deltaBits === 0 && samples > 0) || deltaBits > 32 || count + samples > MOST_SAMPLES) return 0;
      for (let i = 0, bit = 8 * at; i < samples; i++, bit += AXES * deltaBits) {
        // Floats are summed as the whole numbers that their bits are: odd, but so the sensor does it.
        x = (x + signedBits(payload, bit, deltaBits)) | 0;
        y = (y + signedBits(payload, bit + deltaBits, deltaBits)) | 0;
        z = (z + signedBits(payload, bit + 2 * deltaBits, deltaBits)) | 0;
        if (!this.#put(count++, x, y, z)) return 0;
      }
      at = end;
    }
    return count;
  }

  /** @returns whether the sensor can have measured this; false for NaN as well */
  #put(i: number, x: number, y: number, z: number): boolean {
    const [columnX, columnY, columnZ] = this.#columns;
    columnX[i] = this.#value(x);
    columnY[i] = this.#value(y);
    columnZ[i] = this.#value(z);
    const limit = this.#limit;
    return Math.abs(columnX[i]) <= limit && Math.abs(columnY[i]) <= limit && Math.abs(columnZ[i]) <= limit;
  }

  #value(sent: number): number {
    if (!this.#isFloat) return sent * this.#scale;
    bits[0] = sent;
    return float[0] * this.#scale;
  }
}

function whole(payload: Uint8Array, at: number, width: number): number {
  return signedBits(payload, 8 * at, 8 * width);
}
