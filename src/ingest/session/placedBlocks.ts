import type { AxisColumns, ImuBlock, SensorAxes, Site } from '../../model/index.ts';

/** Placed samples, struct of arrays: three columns of an accelerometer, six with a gyroscope. */
export interface PlacedSamples {
  readonly length: number;
  /** -1 for a sample to be left out. */
  readonly places: Float64Array;
  readonly columns: readonly Float64Array[];
}

export interface BlockGrid {
  readonly site: Site;
  readonly sampleRateHz: number;
  /** Number on the session's grid of the sample with place 0. */
  readonly anchor: number;
}

/** Emits each gap-free run of the samples as one block. Their columns are copies: who gets one may keep it. */
export function emitBlocks({ length, places, columns }: PlacedSamples, { site, sampleRateHz, anchor }: BlockGrid, emit: (block: ImuBlock<SensorAxes>) => void): void {
  for (let start = 0; start < length;) {
    if (places[start] < 0) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < length && places[end] === places[end - 1] + 1) end++;
    emit({
      site,
      sampleRateHz,
      startSample: anchor + places[start],
      length: end - start,
      acc: cut(columns, 0, start, end),
      gyr: columns.length === 6 ? cut(columns, 3, start, end) : null,
    });
    start = end;
  }
}

function cut(columns: readonly Float64Array[], first: number, start: number, end: number): AxisColumns<SensorAxes> {
  return { x: columns[first].slice(start, end), y: columns[first + 1].slice(start, end), z: columns[first + 2].slice(start, end) };
}
