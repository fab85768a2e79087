import { inflateRawSync } from 'node:zlib';

/** Kind (u8), sensor (u8), first sample (f64), samples (u32). */
const RUN_HEAD_BYTES = 14;
/** Step, divisor and factor (f64 each), first whole number (i32), planes (u8). */
const COLUMN_HEAD_BYTES = 29;
const PLANES_AT = 28;
const DOUBLE_BYTES = 8;
/** Longer than any run that is written: what asks for more memory is damage. */
const MAX_RUN_SAMPLES = 1 << 20;
/** A grid longer than this has no exact sample numbers. */
const MAX_SAMPLE = Number.MAX_SAFE_INTEGER / 2;

export interface PackedRun {
  /** Number of the sensor in the header. */
  readonly sensor: number;
  readonly startSample: number;
  /** x, y, z of acceleration, then of angular rate where the sensor has a gyroscope. */
  readonly columns: Float64Array[];
}

/** Memory to unpack runs into; what is in it lasts until the next one. */
export class RunSpace {
  #counts = new Int32Array(0);
  readonly #columns: Float64Array[] = [];

  counts(length: number): Int32Array {
    if (this.#counts.length < length) this.#counts = new Int32Array(length);
    return this.#counts.length === length ? this.#counts : this.#counts.subarray(0, length);
  }

  column(c: number, length: number): Float64Array {
    if (!(this.#columns[c]?.length >= length)) this.#columns[c] = new Float64Array(length);
    return this.#columns[c].length === length ? this.#columns[c] : this.#columns[c].subarray(0, length);
  }
}

/** Sensor that a run's body belongs to. */
export function sensorOf(body: Buffer): number {
  return body.length > RUN_HEAD_BYTES ? body[1] : -1;
}

/** Unpacks a run's body. Null where it is no such body, although its checksum is right. @param columnCount of its sensor @param space whose memory the columns are */
export function unpackRun(body: Buffer, columnCount: number, space: RunSpace): PackedRun | null {
  const dataAt = RUN_HEAD_BYTES + COLUMN_HEAD_BYTES * columnCount;
  if (body.length <= dataAt) return null;
  const startSample = body.readDoubleLE(2);
  const length = body.readUInt32LE(10);
  if (!Number.isInteger(startSample) || startSample < 0 || startSample > MAX_SAMPLE || length === 0 || length > MAX_RUN_SAMPLES) return null;
  let planes = 0;
  for (let c = 0; c < columnCount; c++) planes += body[RUN_HEAD_BYTES + COLUMN_HEAD_BYTES * c + PLANES_AT];
  const bytes = inflated(body.subarray(dataAt), planes * length);
  if (bytes === null) return null;
  const columns: Float64Array[] = [];
  const counts = space.counts(length);
  let at = 0;
  for (let c = 0; c < columnCount; c++) {
    const head = RUN_HEAD_BYTES + COLUMN_HEAD_BYTES * c;
    const own = body[head + PLANES_AT];
    const values = space.column(c, length);
    if (own === DOUBLE_BYTES) readDoubles(bytes, at, values);
    else if (own >= 1 && own <= 4) {
      sumDifferences(bytes, at, own, body.readInt32LE(head + 24), counts);
      scale(counts, body.readDoubleLE(head), body.readDoubleLE(head + 8), body.readDoubleLE(head + 16), values);
    } else return null;
    columns.push(values);
    at += own * length;
  }
  return { sensor: body[1], startSample, columns };
}

/** Null where it does not become exactly so many bytes. */
function inflated(packed: Buffer, length: number): Buffer | null {
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, length), chunkSize: Math.max(64, length) });
    return bytes.length === length ? bytes : null;
  } catch (error) {
    // zlib's own errors and "too long": both are damage.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** Whole numbers from the first one and their differences, which have the sign in the lowest bit; their lowest bytes stand together, then the next ones. */
function sumDifferences(bytes: Uint8Array, at: number, planes: number, first: number, counts: Int32Array): void {
  // A loop for each number of planes: a choice for every value would double the time.
  if (planes === 1) sumOnePlane(bytes, at, first, counts);
  else if (planes === 2) sumTwoPlanes(bytes, at, first, counts);
  else sumMorePlanes(bytes, at, planes, first, counts);
}

function sumOnePlane(bytes: Uint8Array, at: number, first: number, counts: Int32Array): void {
  let count = first;
  for (let i = 0; i < counts.length; i++) {
    const folded = bytes[at + i];
    count = (count + ((folded >>> 1) ^ (0 - (folded & 1)))) | 0;
    counts[i] = count;
  }
}

function sumTwoPlanes(bytes: Uint8Array, at: number, first: number, counts: Int32Array): void {
  const second = at + counts.length;
  let count = first;
  for (let i = 0; i < counts.length; i++) {
    const folded = bytes[at + i] | (bytes[second + i] << 8);
    count = (count + ((folded >>> 1) ^ (0 - (folded & 1)))) | 0;
    counts[i] = count;
  }
}

function sumMorePlanes(bytes: Uint8Array, at: number, planes: number, first: number, counts: Int32Array): void {
  const { length } = counts;
  let count = first;
  for (let i = 0; i < length; i++) {
    let folded = 0;
    for (let plane = 0; plane < planes; plane++) folded |= bytes[at + plane * length + i] << (8 * plane);
    count = (count + ((folded >>> 1) ^ (0 - (folded & 1)))) | 0;
    counts[i] = count;
  }
}

/** The same sums as when they were written, so that every bit is the same. */
function scale(counts: Int32Array, step: number, divisor: number, factor: number, out: Float64Array): void {
  if (step === 1) for (let i = 0; i < out.length; i++) out[i] = (counts[i] / divisor) * factor;
  // Math.round would take six times as long: it branches on each value.
  else for (let i = 0; i < out.length; i++) out[i] = (Math.floor(counts[i] * step + 0.5) / divisor) * factor;
}

function readDoubles(bytes: Uint8Array, at: number, out: Float64Array): void {
  const plain = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  const { length } = out;
  for (let plane = 0; plane < DOUBLE_BYTES; plane++) {
    for (let i = 0; i < length; i++) plain[DOUBLE_BYTES * i + plane] = bytes[at + plane * length + i];
  }
}
