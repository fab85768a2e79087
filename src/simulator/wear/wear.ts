import type { ImuBlock, ReadOptions, RecordingReader, RecordingTrailer, SensorAxes } from '../../model/index.ts';
import { daysOf, type Episode } from './day.ts';
import { makePieces, type Piece, type Pieces } from './pieces.ts';
import { holdPosture, LEANS, type Lean } from './posture.ts';
import { WornColumns } from './worn.ts';

export interface WearOptions {
  /** Whole number of 0 or more: the same seed gives the same days. */
  readonly seed: number;
  readonly durationS: number;
  /** Time of day of the first sample, s after midnight. */
  readonly startS?: number;
  /** Samples of a block; the samples are the same whatever it is. */
  readonly blockSamples?: number;
}

const RATE_HZ = 100;
const SITE = 'lowerBack';
const PERSON = { ageYears: 74, sex: 'F', heightM: 1.63 } as const;
const BLOCK_SAMPLES = 4096;

/**
 * Days of wear as a recording that is made while it is read, six axes at 100 Hz. Episodes follow each other as `day.ts` draws them.
 * @throws RangeError for a duration that is no positive number
 */
export function simulateWear(options: WearOptions): RecordingReader {
  const { seed, durationS } = options;
  if (!(durationS > 0 && Number.isFinite(durationS))) throw new RangeError(`durationS must be a positive number of seconds, got ${durationS}`);
  const id = `wear${seed}`;
  // Made at the first reading, then kept.
  let pieces: Pieces | null = null;
  return {
    header: {
      path: id,
      format: 'simulated',
      sampleRateHz: RATE_HZ,
      sensors: [{ site: SITE, trackedPoint: SITE, hasGyroscope: true }],
      participant: { id, ageYears: PERSON.ageYears, sex: PERSON.sex, heightCm: 100 * PERSON.heightM },
      events: [],
      taskName: 'wear',
      device: 'Surefoot simulator',
    },
    blocks: (reading = {}) => wornBlocks(pieces ??= makePieces(seed, { ...PERSON, sampleRateHz: RATE_HZ, subject: id, task: 'wear' }), options, reading),
  };
}

async function* wornBlocks(pieces: Pieces, { seed, durationS, startS = 0, blockSamples = BLOCK_SAMPLES }: WearOptions, { signal, onProgress }: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  const total = Math.round(durationS * RATE_HZ);
  const worn = new WornColumns(seed);
  const cutter = new BlockCutter(blockSamples);
  let lean = LEANS.standing[0];
  let sample = 0;
  for (const episode of daysOf(seed, startS, pieces.walking.length)) {
    signal?.throwIfAborted();
    if (episode.doing === 'away') {
      yield* cutter.rest();
      sample = Math.min(total, sample + episode.durationS * RATE_HZ);
      cutter.start = sample;
    } else {
      const { columns, endsAt } = columnsOf(episode, pieces, lean, total - sample);
      lean = endsAt;
      // Noise is drawn by the episode, so that it does not depend on how blocks are cut.
      for (const [c, column] of columns.entries()) worn.read(column, column.length, c < 3 ? 0 : 1);
      yield* cutter.take(columns);
      sample += columns[0].length;
    }
    onProgress?.(sample, total);
    if (sample === total) break;
  }
  yield* cutter.rest();
  return { sha256: '0'.repeat(64), sampleCount: total };
}

/** Perfect readings of an episode, at most `longest` samples of it, and the lean in which it ends. */
function columnsOf({ doing, durationS, which }: Episode, pieces: Pieces, lean: Lean, longest: number): { columns: Float64Array[]; endsAt: Lean } {
  const longestDrawn = Math.min(longest, durationS * RATE_HZ);
  if (doing === 'walking') return { columns: copied(pieces.walking[which], longest), endsAt: LEANS.standing[0] };
  if (doing === 'fidgeting') return { columns: copied(pieces.fidgeting[0], longestDrawn), endsAt: LEANS.sitting[0] };
  const leans = LEANS[doing === 'away' ? 'sitting' : doing];
  const to = leans[which % leans.length];
  return { columns: holdPosture(lean, to, longestDrawn, RATE_HZ), endsAt: to };
}

function copied({ acc, gyr }: Piece, longest: number): Float64Array[] {
  return [acc.x, acc.y, acc.z, gyr.x, gyr.y, gyr.z].map((column) => column.slice(0, longest));
}

/** Cuts what comes in any lengths into blocks of one length. */
class BlockCutter {
  /** Sample of the next block's first value. */
  start = 0;
  readonly #blockSamples: number;
  #columns: Float64Array[] = [];
  #length = 0;

  constructor(blockSamples: number) {
    this.#blockSamples = blockSamples;
  }

  *take(columns: readonly Float64Array[]): Generator<ImuBlock<SensorAxes>> {
    const { length } = columns[0];
    for (let from = 0; from < length;) {
      if (this.#length === 0) this.#columns = columns.map(() => new Float64Array(this.#blockSamples));
      const count = Math.min(this.#blockSamples - this.#length, length - from);
      for (const [c, column] of columns.entries()) this.#columns[c].set(column.subarray(from, from + count), this.#length);
      this.#length += count;
      from += count;
      if (this.#length === this.#blockSamples) yield this.#block();
    }
  }

  *rest(): Generator<ImuBlock<SensorAxes>> {
    if (this.#length > 0) yield this.#block();
  }

  #block(): ImuBlock<SensorAxes> {
    const length = this.#length;
    const [x, y, z, gx, gy, gz] = this.#columns.map((column) => column.slice(0, length));
    const block = { site: SITE, sampleRateHz: RATE_HZ, startSample: this.start, length, acc: { x, y, z }, gyr: { x: gx, y: gy, z: gz } };
    this.start += length;
    this.#length = 0;
    return block;
  }
}
