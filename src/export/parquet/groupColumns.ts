import { crc32 } from 'node:zlib';
import { countsOf } from '../packed/steps.ts';
import type { RowGroup } from './rowGroups.ts';
import type { ColumnPlan } from './survey.ts';

/** Stands for an empty cell where a checksum is taken. */
const EMPTY = -(2 ** 31);

/** One row group as it is written. */
export interface GroupColumns {
  readonly rows: number;
  readonly samples: Int32Array;
  readonly columns: readonly { readonly data: Int32Array | Float64Array | (number | null)[]; readonly crc32: number }[];
}

/** The rows of a group: where any sensor has a sample there is one. @throws RangeError where a value is none of the whole numbers it was taken for */
export function groupColumns(group: RowGroup, plans: readonly ColumnPlan[], isDense: boolean): GroupColumns {
  const places = placesOf(group.present);
  const own = group.present.map((present) => (isDense ? places : places.filter((i) => present[i] === 1)));
  const columns = plans.map(({ name, sensor, steps }, c) => {
    const values = pick(group.columns[c], own[sensor]);
    const written = steps ? countsOf(values, steps) : values;
    if (!written) throw new RangeError(`${name} changed while it was read`);
    if (isDense) return { data: written, crc32: checksum(written) };
    // Of the rows; a sensor that was silent there leaves its cells empty.
    const whole = written instanceof Int32Array ? new Int32Array(places.length).fill(EMPTY) : new Float64Array(places.length).fill(NaN);
    const data = new Array<number | null>(places.length).fill(null);
    let next = 0;
    for (const [row, i] of places.entries()) if (group.present[sensor][i] === 1) data[row] = whole[row] = written[next++];
    return { data, crc32: checksum(whole) };
  });
  return { rows: places.length, samples: places.map((i) => group.firstSample + i), columns };
}

/** Where any sensor has a sample. */
function placesOf(present: readonly Uint8Array[]): Int32Array {
  const places = new Int32Array(present[0].length);
  let count = 0;
  for (let i = 0; i < places.length; i++) {
    let any = 0;
    for (const own of present) any |= own[i];
    if (any === 1) places[count++] = i;
  }
  return places.slice(0, count);
}

/** Minus nought is nought. */
function pick(column: Float64Array, places: Int32Array): Float64Array {
  const values = new Float64Array(places.length);
  for (let k = 0; k < places.length; k++) values[k] = column[places[k]] + 0;
  return values;
}

function checksum({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): number {
  return crc32(new Uint8Array(buffer, byteOffset, byteLength));
}
