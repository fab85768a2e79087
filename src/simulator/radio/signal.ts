import type { ImuBlock, SensorAxes, SensorData } from '../../model/index.ts';

/** What a sensor feels at a time: true acceleration (m/s², gravity included) and rotation rate (deg/s), in its own axes. */
export interface SignalSource {
  /** @param into x, y, z */
  acc(timeS: number, into: Float64Array): void;
  gyr(timeS: number, into: Float64Array): void;
}

/** What happens after the end of a recording: it begins again, or its wearer stands still. */
export type AtEnd = 'repeat' | 'still';

/** Seconds whose mean acceleration is that of standing still. */
const REST_S = 0.5;

/**
 * Feeds a sensor from a recording, straight between samples (gaps too). Before its beginning the first sample holds.
 * A recording without a gyroscope turns at 0 deg/s.
 * @throws RangeError for a recording without samples
 */
export function signalOf(data: SensorData, atEnd: AtEnd): SignalSource {
  const blocks = data.blocks.filter(({ length }) => length > 0);
  if (blocks.length === 0) throw new RangeError(`the recording of ${data.site} has no samples`);
  const { sampleRateHz, startSample } = blocks[0];
  const last = blocks[blocks.length - 1];
  const count = last.startSample + last.length - startSample;
  const acc = columnsOf(blocks, count, ({ acc: columns }) => columns);
  const gyr = columnsOf(blocks, count, ({ gyr: columns }) => columns);

  const restFrom = Math.max(0, count - Math.round(REST_S * sampleRateHz));
  const rest = acc.map((column) => column.subarray(restFrom).reduce((sum, value) => sum + value, 0) / (count - restFrom));

  /** Place in samples, or null after the end of a recording that does not repeat. */
  const placeOf = (timeS: number): number | null => {
    const place = Math.max(0, timeS * sampleRateHz);
    if (place <= count - 1) return place;
    return atEnd === 'repeat' ? place % count : null;
  };
  const read = (columns: readonly Float64Array[], still: readonly number[]) => (timeS: number, into: Float64Array): void => {
    const place = placeOf(timeS);
    for (let axis = 0; axis < 3; axis++) into[axis] = place === null ? still[axis] : between(columns[axis], place);
  };
  return { acc: read(acc, rest), gyr: read(gyr, [0, 0, 0]) };
}

/** A sensor lying still, z up. */
export const lyingStill: SignalSource = {
  acc: (_, into) => into.set([0, 0, 9.80665]),
  gyr: (_, into) => into.fill(0),
};

/** From the last sample of a repeated recording the way leads to its first. */
function between(column: Float64Array, place: number): number {
  const i = Math.floor(place);
  const share = place - i;
  return column[i] + share * (column[(i + 1) % column.length] - column[i]);
}

type Columns = ImuBlock<SensorAxes>['acc'];

function columnsOf(blocks: readonly ImuBlock<SensorAxes>[], count: number, of: (block: ImuBlock<SensorAxes>) => Columns | null): readonly Float64Array[] {
  return (['x', 'y', 'z'] as const).map((axis) => {
    const column = new Float64Array(count);
    let end = 0;
    for (const block of blocks) {
      const values = of(block)?.[axis];
      if (!values) continue;
      const start = block.startSample - blocks[0].startSample;
      for (let i = end; i < start; i++) column[i] = column[end - 1] + ((i - end + 1) / (start - end + 1)) * (values[0] - column[end - 1]);
      column.set(values, start);
      end = start + values.length;
    }
    return column;
  });
}
