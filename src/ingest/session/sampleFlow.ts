import type { ImuBlock, SensorAxes, SensorQuality } from '../../model/index.ts';
import type { Decoded, SensorDecoder } from '../sensors/define.ts';
import { streamPlaces, type StreamPlaces } from '../timing/streamPlaces.ts';
import type { WornSensor } from './define.ts';
import { emitBlocks } from './placedBlocks.ts';
import { PairedStreams } from './pairedStreams.ts';
import { RunningClock } from './runningClock.ts';

export interface FlowOptions {
  readonly sensor: WornSensor;
  readonly startedMs: number;
  readonly emit: (block: ImuBlock<SensorAxes>) => void;
}

/** From the packets of one sensor to numbered samples: decodes, places, joins, cuts into blocks, and counts. */
export class SampleFlow {
  readonly #options: FlowOptions;
  readonly #rateHz: number;
  readonly #places: readonly StreamPlaces[];
  readonly #clock: RunningClock;
  readonly #pair: PairedStreams | null;
  #decoder: SensorDecoder;
  /** Number on the session's grid of the sample with place 0; null until one came. */
  #anchor: number | null = null;
  #badPackets = 0;
  #lastArrivalMs = NaN;

  /** @throws RangeError for settings the model does not know, and for streams that cannot be joined */
  constructor(options: FlowOptions) {
    this.#options = options;
    const { model, settings } = options.sensor;
    this.#decoder = model.decoder(settings);
    const { streams, batches } = this.#decoder;
    const capacities = batches.map(({ ticks }) => ticks.length);
    this.#rateHz = streams[0].rateHz;
    this.#places = streams.map((stream, i) => streamPlaces(stream, capacities[i]));
    this.#clock = new RunningClock(streams[0]);
    this.#pair = streams.length === 1 ? null : new PairedStreams(streams, Math.max(...capacities));
    if (streams.length === 1 && streams[0].measures === 'gyr') throw new RangeError(`${model.id}: a gyroscope alone shows no movement of the trunk`);
  }

  /** Packets from here on come over a new connection. */
  reconnected(): void {
    const { model, settings } = this.#options.sensor;
    this.#decoder = model.decoder(settings);
    for (const places of this.#places) places.reconnected();
    this.#pair?.restart();
  }

  take(channel: number, payload: Uint8Array, arrivalMs: number): Decoded {
    const decoded = this.#decoder.decode(channel, payload);
    if (decoded === 'bad') this.#badPackets++;
    if (decoded !== 'samples') return decoded;
    this.#lastArrivalMs = arrivalMs;
    const { batches } = this.#decoder;
    for (let s = 0; s < batches.length; s++) if (batches[s].length > 0) this.#takeBatch(s, arrivalMs);
    return decoded;
  }

  /** When the newest samples came, monotonic clock, ms; NaN before any. */
  get lastArrivalMs(): number {
    return this.#lastArrivalMs;
  }

  quality(nowMs: number, reconnects: number): SensorQuality {
    const { samples, lost, lossUncertain, maxGapMs } = this.#pair ? this.#pair.quality(this.#places.map((places) => places.quality())) : this.#places[0].quality();
    return {
      samples, lost, lossUncertain, maxGapMs, reconnects,
      lossPct: samples + lost === 0 ? 0 : (100 * lost) / (samples + lost),
      ...this.#clock.figures(nowMs),
      badPackets: this.#badPackets,
    };
  }

  #takeBatch(stream: number, arrivalMs: number): void {
    const batch = this.#decoder.batches[stream];
    const numbering = this.#places[stream];
    numbering.place(batch, arrivalMs);
    const { places, readings, segment } = numbering;
    let newest = batch.length - 1;
    while (newest >= 0 && places[newest] < 0) newest--;
    if (newest < 0) return;
    if (stream === 0) this.#clock.heard(segment, readings[newest], places[newest], arrivalMs);

    const pair = this.#pair;
    // The newest sample was taken when it came, as far as anybody can tell yet.
    if (pair === null || pair.isAcc(stream)) this.#anchor ??= this.#anchorOf(places[newest], arrivalMs);
    pair?.add(stream, batch, { numbering, newest, arrivalMs });
    if (this.#anchor === null) return;
    const { site } = this.#options.sensor;
    const grid = { site, sampleRateHz: this.#rateHz, anchor: this.#anchor };
    emitBlocks(pair?.joined ?? { length: batch.length, places, columns: batch.columns }, grid, this.#options.emit);
  }

  #anchorOf(place: number, arrivalMs: number): number {
    return Math.max(0, Math.round(((arrivalMs - this.#options.startedMs) / 1000) * this.#rateHz) - place);
  }
}
