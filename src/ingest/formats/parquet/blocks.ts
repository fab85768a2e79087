import type { ImuBlock, SensorAxes } from '../../../model/index.ts';
import type { About, ColumnSteps } from './about.ts';
import { EMPTY, type Group } from './group.ts';

/** As long as the other formats' blocks. */
const BLOCK_SAMPLES = 4096;
/** At low rates a block must not last much longer than other readers', s. */
const BLOCK_S = 240;

/** The blocks of a row group, sensor by sensor in turn. */
export function* blocksOfGroup({ samples, columns }: Group, about: About): Generator<ImuBlock<SensorAxes>> {
  const { sampleRateHz, sensors } = about;
  const longest = Math.max(1, Math.min(BLOCK_SAMPLES, Math.round(BLOCK_S * sampleRateHz)));
  for (let from = 0; from < samples.length;) {
    // Rows of so many samples of the grid, gaps included.
    let to = from + 1;
    while (to < samples.length && samples[to] - samples[from] < longest) to++;
    let first = 0;
    for (const { site, hasGyroscope } of sensors) {
      const count = hasGyroscope ? 6 : 3;
      const own = columns.slice(first, first + count);
      const steps = about.columns.slice(first, first + count);
      first += count;
      for (const [start, end] of runs(samples, own[0], from, to)) {
        const [x, y, z, gx, gy, gz] = own.map((column, c) => valuesOf(column, steps[c], start, end));
        yield { site, sampleRateHz, startSample: samples[start], length: end - start, acc: { x, y, z }, gyr: hasGyroscope ? { x: gx, y: gy, z: gz } : null };
      }
    }
    from = to;
  }
}

/** Rows of a sensor without a gap between them. */
function* runs(samples: Int32Array, column: Int32Array | Float64Array, from: number, to: number): Generator<readonly [number, number]> {
  const isEmpty = (row: number): boolean => column[row] === EMPTY || Number.isNaN(column[row]);
  for (let start = from; start < to;) {
    if (isEmpty(start)) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < to && samples[end] === samples[end - 1] + 1 && !isEmpty(end)) end++;
    yield [start, end];
    start = end;
  }
}

/** The same sums as when they were written, so that every bit is the same. */
function valuesOf(column: Int32Array | Float64Array, { step, divisor, factor }: Partial<ColumnSteps>, start: number, end: number): Float64Array {
  const out = Float64Array.from(column.subarray(start, end));
  if (step === undefined || divisor === undefined || factor === undefined) return out;
  if (step === 1) for (let i = 0; i < out.length; i++) out[i] = (out[i] / divisor) * factor;
  else for (let i = 0; i < out.length; i++) out[i] = (Math.floor(out[i] * step + 0.5) / divisor) * factor;
  return out;
}
