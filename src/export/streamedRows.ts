import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes, Site } from '../model/index.ts';
import { shortest } from './bidsMotion/rows.ts';

const PIECE_ROWS = 2048;

export interface RowStream {
  /** The rows as text, many in one piece. */
  readonly pieces: AsyncIterable<string>;
  /** Rows written; the recording's length once `pieces` has ended. */
  readonly count: () => number;
}

/**
 * The rows of a recording's grid, one after the other, in constant memory however long it is and whichever sensor falls silent.
 * Every site has its own pass over the recording: a reader gives the blocks of a site in order, but promises nothing between sites.
 *
 * @param sites in the order of their columns
 * @param line makes a row: its index on the grid and its cells, each site's x, y, z of acceleration, then angular rate, `n/a` in gaps
 */
export function streamedRows(reader: RecordingReader, sites: readonly Site[], line: (row: number, cells: readonly string[]) => string, options: ReadOptions = {}): RowStream {
  let row = 0;
  return {
    count: () => row,
    pieces: {
      async* [Symbol.asyncIterator]() {
        const sources = sites.map((site, i) => {
          const { hasGyroscope } = reader.header.sensors.find((sensor) => sensor.site === site)!;
          // Progress is told once, not by every pass.
          return new SiteRows(reader.blocks(i === 0 ? options : { signal: options.signal }), site, hasGyroscope);
        });
        try {
          for (let total: number | null = null; row !== total;) {
            for (const source of sources) await source.readUntil(row + PIECE_ROWS);
            total = sources.find(({ trailer }) => trailer !== null)?.trailer?.sampleCount ?? null;
            const end = Math.min(row + PIECE_ROWS, total ?? Infinity);
            let piece = '';
            for (; row < end; row++) piece += line(row, sources.flatMap((source) => source.cells(row)));
            yield piece;
          }
        } finally {
          for (const source of sources) await source.close();
        }
      },
    },
  };
}

/** One site's samples, read ahead by a piece. */
class SiteRows {
  trailer: RecordingTrailer | null = null;
  readonly #source: AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer>;
  readonly #site: Site;
  readonly #missing: string[];
  #blocks: ImuBlock<SensorAxes>[] = [];

  constructor(source: AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer>, site: Site, hasGyroscope: boolean) {
    this.#source = source;
    this.#site = site;
    this.#missing = new Array<string>(hasGyroscope ? 6 : 3).fill('n/a');
  }

  async readUntil(row: number): Promise<void> {
    for (let last = this.#blocks.at(-1); this.trailer === null && (!last || last.startSample + last.length < row); last = this.#blocks.at(-1)) {
      const next = await this.#source.next();
      if (next.done) this.trailer = next.value;
      else if (next.value.site === this.#site) this.#blocks.push(next.value);
    }
  }

  /** Rows only grow. */
  cells(row: number): readonly string[] {
    while (this.#blocks.length > 0 && row >= this.#blocks[0].startSample + this.#blocks[0].length) this.#blocks.shift();
    const block = this.#blocks[0];
    if (!block || row < block.startSample) return this.#missing;
    const i = row - block.startSample;
    const { acc, gyr } = block;
    const values = gyr ? [acc.x[i], acc.y[i], acc.z[i], gyr.x[i], gyr.y[i], gyr.z[i]] : [acc.x[i], acc.y[i], acc.z[i]];
    return values.map(shortest);
  }

  async close(): Promise<void> {
    await this.#source.return(undefined as never);
  }
}
