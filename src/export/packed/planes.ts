import { constants, deflateRawSync } from 'node:zlib';
import { countsOf, findSteps, type Steps } from './steps.ts';

/** Bytes of a value that is written as it is. */
const DOUBLE_BYTES = 8;
/** Step, divisor and factor (f64 each), planes (u8). */
const COLUMN_HEAD_BYTES = 25;

/** Packs columns of numbers; remembers each one's steps from one block to the next. */
export class ColumnPacker {
  readonly #steps: (Steps | null)[];

  constructor(columns: number) {
    this.#steps = new Array<Steps | null>(columns).fill(null);
  }

  /**
   * The columns' heads, then their byte planes, deflated together. A value that is a whole number of steps is the difference to the one
   * before it, with its sign in the lowest bit; its lowest bytes stand together, then the next ones, as many as the largest needs.
   * A column that has no steps is written as doubles, their bytes in planes too.
   */
  pack(columns: readonly Float64Array[]): Buffer {
    const heads = Buffer.alloc(COLUMN_HEAD_BYTES * columns.length);
    const planes = columns.map((values, c) => {
      const packed = this.#packColumn(values, c);
      const { step, divisor, factor } = packed.steps ?? { step: 0, divisor: 0, factor: 0 };
      const at = COLUMN_HEAD_BYTES * c;
      heads.writeDoubleLE(step, at);
      heads.writeDoubleLE(divisor, at + 8);
      heads.writeDoubleLE(factor, at + 16);
      heads[at + 24] = packed.planes.length / values.length;
      return packed.planes;
    });
    // Noise has no repetitions to look for; zeros in a row are all there is.
    return Buffer.concat([heads, deflateRawSync(Buffer.concat(planes), { strategy: constants.Z_RLE })]);
  }

  #packColumn(values: Float64Array, c: number): { steps: Steps | null; planes: Buffer } {
    const known = this.#steps[c];
    let counts = known && countsOf(values, known);
    if (!counts) {
      this.#steps[c] = findSteps(values);
      counts = this.#steps[c] && countsOf(values, this.#steps[c]);
    }
    return counts ? { steps: this.#steps[c], planes: differencePlanes(counts) } : { steps: null, planes: doublePlanes(values) };
  }
}

function differencePlanes(counts: Int32Array): Buffer {
  const { length } = counts;
  const differences = new Uint32Array(length);
  let before = 0;
  let all = 0;
  for (let i = 0; i < length; i++) {
    const difference = (counts[i] - before) | 0;
    before = counts[i];
    differences[i] = (difference << 1) ^ (difference >> 31);
    all |= differences[i];
  }
  const planes = all >>> 0 < 1 << 8 ? 1 : all >>> 0 < 1 << 16 ? 2 : all >>> 0 < 1 << 24 ? 3 : 4;
  const bytes = Buffer.allocUnsafe(planes * length);
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < length; i++) bytes[plane * length + i] = differences[i] >>> (8 * plane);
  }
  return bytes;
}

function doublePlanes(values: Float64Array): Buffer {
  const { length } = values;
  const plain = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const bytes = Buffer.allocUnsafe(DOUBLE_BYTES * length);
  for (let plane = 0; plane < DOUBLE_BYTES; plane++) {
    for (let i = 0; i < length; i++) bytes[plane * length + i] = plain[DOUBLE_BYTES * i + plane];
  }
  return bytes;
}
