import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes, Site } from '../model/index.ts';
import { RowText } from './rowText.ts';

const PIECE_ROWS = 2048;
const LINE_FEED = 10;

export interface RowStream {
  /** The rows as text, many in one piece. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Rows written; the recording's length once `pieces` has ended. */
  readonly count: () => number;
}

export interface RowShape {
  /** One character. */
  readonly separator: string;
  /** What stands before a row's cells, its separator included. */
  readonly lead?: (row: number) => string;
}

/**
 * The rows of a recording's grid, one after the other, in constant memory however long it is and whichever sensor falls silent.
 * Every site has its own pass over the recording: a reader gives the blocks of a site in order, but promises nothing between sites.
 * A row's cells are each site's x, y, z of acceleration, then angular rate, `n/a` in gaps.
 *
 * @param sites in the order of their columns
 */
export function streamedRows(reader: RecordingReader, sites: readonly Site[], shape: RowShape, options: ReadOptions = {}): RowStream {
  let row = 0;
  return {
    count: () => row,
    pieces: {
      async* [Symbol.asyncIterator]() {
        const text = new RowText();
        const separator = shape.separator.charCodeAt(0);
        const sources = sites.map((site, i) => {
          const { hasGyroscope } = reader.header.sensors.find((sensor) => sensor.site === site)!;
          // Progress is told once, not by every pass.
          return new SiteRows(reader.blocks(i === 0 ? options : { signal: options.signal }), site, hasGyroscope, shape.separator);
        });
        try {
          for (let total: number | null = null; row !== total;) {
            for (const source of sources) await source.readUntil(row + PIECE_ROWS);
            total = sources.find(({ trailer }) => trailer !== null)?.trailer?.sampleCount ?? null;
            const end = Math.min(row + PIECE_ROWS, total ?? Infinity);
            for (; row < end; row++) {
              if (shape.lead) text.text(shape.lead(row));
              for (let s = 0; s < sources.length; s++) {
                if (s > 0) text.byte(separator);
                sources[s].write(row, text);
              }
              text.byte(LINE_FEED);
            }
            yield text.take();
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
  readonly #separator: number;
  readonly #missing: string;
  #blocks: ImuBlock<SensorAxes>[] = [];

  constructor(source: AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer>, site: Site, hasGyroscope: boolean, separator: string) {
    this.#source = source;
    this.#site = site;
    this.#separator = separator.charCodeAt(0);
    this.#missing = new Array<string>(hasGyroscope ? 6 : 3).fill('n/a').join(separator);
  }

  async readUntil(row: number): Promise<void> {
    for (let last = this.#blocks.at(-1); this.trailer === null && (!last || last.startSample + last.length < row); last = this.#blocks.at(-1)) {
      const next = await this.#source.next();
      if (next.done) this.trailer = next.value;
      else if (next.value.site === this.#site) this.#blocks.push(next.value);
    }
  }

  /** Rows only grow. */
  write(row: number, text: RowText): void {
    while (this.#blocks.length > 0 && row >= this.#blocks[0].startSample + this.#blocks[0].length) this.#blocks.shift();
    const block = this.#blocks[0];
    if (!block || row < block.startSample) return text.text(this.#missing);
    const i = row - block.startSample;
    const { acc, gyr } = block;
    this.#three(acc, i, text);
    if (!gyr) return;
    text.byte(this.#separator);
    this.#three(gyr, i, text);
  }

  #three({ x, y, z }: ImuBlock<SensorAxes>['acc'], i: number, text: RowText): void {
    text.number(x[i]);
    text.byte(this.#separator);
    text.number(y[i]);
    text.byte(this.#separator);
    text.number(z[i]);
  }

  async close(): Promise<void> {
    await this.#source.return(undefined as never);
  }
}
