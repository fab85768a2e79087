import type { AxisColumns, ImuBlock, SensorAxes } from '../model/index.ts';

type Block = ImuBlock<SensorAxes>;
type Columns = readonly Float64Array[];

/** Samples of a recording without a gap, in columns. */
interface Run {
  readonly startSample: number;
  length: number;
  /** Place of the first in the columns. */
  readonly at: number;
  readonly hasGyroscope: boolean;
}

/** x, y, z of acceleration and of angular rate. */
const COLUMNS = 6;

/**
 * What one site has sent and no section has taken yet. Blocks are copied together, so that a run without a gap is one block however the reader
 * cuts it, into two sets of columns that take turns: no memory is asked for while a recording goes on.
 */
export class SiteSamples {
  #columns: Columns = [];
  #others: Columns = [];
  #runs: Run[] = [];
  /** A section has been taken from these columns, and what waits still lies behind it. */
  #isTaken = false;
  #like: Pick<Block, 'site' | 'sampleRateHz'> | null = null;

  /** Sample on the recording's grid at which the first run begins; null where nothing waits. */
  get first(): number | null {
    return this.#runs.length > 0 ? this.#runs[0].startSample : null;
  }

  add(block: Block): void {
    this.#settle();
    this.#like ??= { site: block.site, sampleRateHz: block.sampleRateHz };
    const { startSample, length, acc, gyr } = block;
    const last = this.#runs.at(-1);
    const at = last ? last.at + last.length : 0;
    this.#columns = withRoom(this.#columns, at, at + length);
    for (const [c, column] of [acc.x, acc.y, acc.z, ...(gyr ? [gyr.x, gyr.y, gyr.z] : [])].entries()) {
      this.#columns[c].set(column.length === length ? column : column.subarray(0, length), at);
    }
    if (last && last.startSample + last.length === startSample && last.hasGyroscope === (gyr !== null)) last.length += length;
    else this.#runs.push({ startSample, length, at, hasGyroscope: gyr !== null });
  }

  /** Runs that wait, as blocks. */
  get blocks(): Block[] {
    return this.#runs.map((run) => this.#block(run, run.length, 0));
  }

  /**
   * Takes what lies before `end`, as blocks that count from `origin`. They last until more is added or taken after the next taking.
   */
  take(end: number, origin: number): Block[] {
    this.#settle();
    const taken: Block[] = [];
    const rest: Run[] = [];
    for (const run of this.#runs) {
      const within = Math.max(0, Math.min(run.length, end - run.startSample));
      if (within > 0) taken.push(this.#block(run, within, origin));
      if (within < run.length) rest.push({ ...run, startSample: run.startSample + within, length: run.length - within, at: run.at + within });
    }
    this.#runs = rest;
    this.#isTaken = taken.length > 0;
    return taken;
  }

  /** Moves what waits out of a section's columns into those of the section before, which is done with by now. */
  #settle(): void {
    if (!this.#isTaken) return;
    this.#isTaken = false;
    const to = withRoom(this.#others, 0, this.#runs.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    this.#runs = this.#runs.map((run) => {
      for (let c = 0; c < (run.hasGyroscope ? COLUMNS : COLUMNS / 2); c++) to[c].set(this.#columns[c].subarray(run.at, run.at + run.length), at);
      at += run.length;
      return { ...run, at: at - run.length };
    });
    [this.#columns, this.#others] = [to, this.#columns];
  }

  #block({ startSample, at, hasGyroscope }: Run, length: number, origin: number): Block {
    const columns = (first: number): AxisColumns<SensorAxes> => {
      const [x, y, z] = this.#columns.slice(first, first + 3).map((column) => column.subarray(at, at + length));
      return { x, y, z };
    };
    return { ...this.#like!, startSample: startSample - origin, length, acc: columns(0), gyr: hasGyroscope ? columns(3) : null };
  }
}

/** Columns of at least so many samples, of which the first `kept` stay. */
function withRoom(columns: Columns, kept: number, samples: number): Columns {
  if (columns.length > 0 && columns[0].length >= samples) return columns;
  return Array.from({ length: COLUMNS }, (_, c) => {
    const longer = new Float64Array(Math.max(samples, 2 * kept));
    if (kept > 0) longer.set(columns[c].subarray(0, kept));
    return longer;
  });
}
