import { constants, deflateRawSync } from 'node:zlib';
import { countsOf, findSteps, type Steps } from './steps.ts';

/** Bytes of a value that is written as it is. */
const DOUBLE_BYTES = 8;
/** Step, divisor and factor (f64 each), first whole number (i32), planes (u8). */
const COLUMN_HEAD_BYTES = 29;
/** Steps that are remembered of a column: found from other numbers, the same step differs in its last digits. */
const MOST_REMEMBERED = 4;

interface PackedColumn {
  readonly steps: Steps | null;
  readonly first: number;
  readonly planes: Buffer;
}

/** Packs columns of numbers; remembers each one's steps from one run to the next. */
export class ColumnPacker {
  /** Of each column, the last that fitted first. */
  readonly #steps: Steps[][];

  constructor(columns: number) {
    this.#steps = Array.from({ length: columns }, () => []);
  }

  /**
   * The columns' heads, then their byte planes, deflated together. A value that is a whole number of steps is the difference to the one
   * before it, with its sign in the lowest bit; its lowest bytes stand together, then the next ones, as many as the largest needs.
   * A column that has no steps is written as doubles, their bytes in planes too.
   */
  pack(columns: readonly Float64Array[]): Buffer {
    const heads = Buffer.alloc(COLUMN_HEAD_BYTES * columns.length);
    const planes = columns.map((values, c) => {
      const column = this.#packColumn(values, this.#steps[c]);
      const { step, divisor, factor } = column.steps ?? { step: 0, divisor: 0, factor: 0 };
      const at = COLUMN_HEAD_BYTES * c;
      heads.writeDoubleLE(step, at);
      heads.writeDoubleLE(divisor, at + 8);
      heads.writeDoubleLE(factor, at + 16);
      heads.writeInt32LE(column.first, at + 24);
      heads[at + 28] = column.planes.length / values.length;
      return column.planes;
    });
    // Noise has no repetitions to look for; zeros in a row are all there is.
    return Buffer.concat([heads, deflateRawSync(Buffer.concat(planes), { strategy: constants.Z_RLE })]);
  }

  #packColumn(values: Float64Array, remembered: Steps[]): PackedColumn {
    for (const [k, steps] of remembered.entries()) {
      const counts = countsOf(values, steps);
      if (!counts) continue;
      remembered.unshift(...remembered.splice(k, 1));
      return { steps, first: counts[0], planes: differencePlanes(counts) };
    }
    const steps = findSteps(values);
    const counts = steps && countsOf(values, steps);
    if (!counts) return { steps: null, first: 0, planes: doublePlanes(values) };
    const packed = { steps, first: counts[0], planes: differencePlanes(counts) };
    // Plain decimals are small already, or the step is to be looked for again in the next run.
    if (steps.step !== 1 || packed.planes.length === values.length) remembered.splice(0, remembered.length, steps, ...remembered.slice(0, MOST_REMEMBERED - 1));
    return packed;
  }
}

function differencePlanes(counts: Int32Array): Buffer {
  const { length } = counts;
  const differences = new Uint32Array(length);
  let before = counts[0];
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
