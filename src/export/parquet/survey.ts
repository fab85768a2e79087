import type { Finding, ImuBlock, ReadOptions, RecordingReader, SensorAxes, SensorDescription, Site } from '../../model/index.ts';
import { countsOf, findSteps, type Steps } from '../packed/steps.ts';
import { DistinctValues } from './distinctValues.ts';

/** One column of a recording: a sensor's axis. */
export interface ColumnPlan {
  readonly name: string;
  /** Number of its sensor. */
  readonly sensor: number;
  readonly quantity: 'acceleration' | 'angularRate';
  readonly axis: 'x' | 'y' | 'z';
  /** What its whole numbers stand for, proven on every value; null where the values are no whole numbers of any step, and stay doubles. */
  readonly steps: Steps | null;
}

/** What a Parquet file needs to be told before its first row. */
export interface Survey {
  readonly sensors: readonly SensorDescription[];
  readonly columns: readonly ColumnPlan[];
  /** All sensors have the same gaps: no cell of a row is empty. */
  readonly isDense: boolean;
  readonly sampleCount: number;
  readonly findings: readonly Finding[];
  /** Of the file that was read. */
  readonly sha256: string;
  /** The recording itself, where it is short enough to be held: it need not be read again. */
  readonly blocks: readonly ImuBlock<SensorAxes>[] | null;
}

/** Samples of all sensors that are held: three hours of one sensor, 50 MB. */
const MOST_HELD = 1 << 20;
const AXES = ['x', 'y', 'z'] as const;

/** Columns of a block in the order of a file. */
export function columnsOf({ acc, gyr, length }: ImuBlock<SensorAxes>): Float64Array[] {
  return [acc, ...(gyr ? [gyr] : [])].flatMap((three) => AXES.map((axis) => three[axis].subarray(0, length)));
}

/** Reads a recording once: which whole numbers its values are, and whether its sensors share their gaps. Throws what the reader throws. */
export async function survey(reader: RecordingReader, sites: readonly Site[] | undefined, options: ReadOptions): Promise<Survey> {
  const sensors = reader.header.sensors.filter(({ site }) => sites?.includes(site) ?? true);
  const seen = sensors.map(({ hasGyroscope }) => ({ values: Array.from({ length: hasGyroscope ? 6 : 3 }, () => new DistinctValues()), ends: [] as number[] }));
  let blocks: ImuBlock<SensorAxes>[] | null = [];
  let held = 0;
  const source = reader.blocks(options);
  let next = await source.next();
  for (; !next.done; next = await source.next()) {
    const block = next.value;
    const own = seen[sensors.findIndex(({ site }) => site === block.site)];
    if (!own) continue;
    held += block.length;
    if (held > MOST_HELD) blocks = null;
    blocks?.push(block);
    for (const [c, column] of columnsOf(block).entries()) own.values[c].add(column);
    // Beginnings and ends of runs, one after the other.
    if (own.ends.at(-1) === block.startSample) own.ends.pop();
    else own.ends.push(block.startSample);
    own.ends.push(block.startSample + block.length);
  }
  const distinct = seen.flatMap(({ values }) => values);
  const steps = distinct.map(stepsOf);
  await proven(reader, sensors, steps, distinct.map(({ isFull }) => isFull), options.signal);
  let c = 0;
  const taken = new Set<string>();
  const words = sensors.map(({ site }, s) => {
    const plain = site.replace(/\W+/g, '_');
    const word = taken.has(plain) ? `${plain}_${s + 1}` : plain;
    taken.add(word);
    return word;
  });
  const columns = sensors.flatMap(({ hasGyroscope }, sensor) => (hasGyroscope ? ['acceleration', 'angularRate'] as const : ['acceleration'] as const).flatMap((quantity) =>
    AXES.map((axis): ColumnPlan => ({
      name: `${words[sensor]}_${quantity === 'acceleration' ? 'acc' : 'gyr'}_${axis}`,
      sensor, quantity, axis,
      steps: steps[c++],
    }))));
  const runs = seen.map(({ ends }) => ends.join());
  return { sensors, columns, isDense: new Set(runs).size <= 1, sampleCount: next.value.sampleCount, findings: next.value.findings ?? [], sha256: next.value.sha256, blocks };
}

/** Looks at every value of columns of which only some were kept, and takes their steps away where they do not fit. */
async function proven(reader: RecordingReader, sensors: readonly SensorDescription[], steps: (Steps | null)[], isOpen: readonly boolean[], signal: AbortSignal | undefined): Promise<void> {
  if (!steps.some((found, c) => found && isOpen[c])) return;
  const firsts = sensors.map((_, s) => sensors.slice(0, s).reduce((sum, { hasGyroscope }) => sum + (hasGyroscope ? 6 : 3), 0));
  for await (const block of reader.blocks({ signal })) {
    const first = firsts[sensors.findIndex(({ site }) => site === block.site)];
    if (first === undefined) continue;
    for (const [k, values] of columnsOf(block).entries()) {
      const found = steps[first + k];
      if (found && isOpen[first + k] && !countsOf(values, found)) steps[first + k] = null;
    }
  }
}

function stepsOf(distinct: DistinctValues): Steps | null {
  const steps = findSteps(distinct.values());
  // Only some values were looked at: a step of the sensor's own would have shown fewer of them.
  return steps && distinct.isFull ? { ...steps, step: 1 } : steps;
}
