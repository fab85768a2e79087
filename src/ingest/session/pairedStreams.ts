import type { SampleBatch, SampleStream } from '../sensors/define.ts';
import type { StreamPlaces, StreamQuality } from '../timing/streamPlaces.ts';
import { StreamJoiner, type JoinedKind } from './streamJoiner.ts';
import { TickLine } from './tickLine.ts';

/** How a batch was placed. */
interface Placed {
  readonly numbering: StreamPlaces;
  readonly newest: number;
  readonly arrivalMs: number;
}

/** The two streams of a sensor that sends acceleration and turning rate on their own. */
export class PairedStreams {
  readonly joined: StreamJoiner;
  readonly #streams: readonly SampleStream[];
  readonly #line: TickLine | null;
  readonly #times: Float64Array;
  /** For streams without a clock: periods from place 0 to the host's clock; null until one came. */
  readonly #shifts: (number | null)[] = [null, null];

  /** @throws RangeError for streams that cannot be joined */
  constructor(streams: readonly SampleStream[], capacity: number) {
    const kinds = streams.map(({ measures }) => measures).sort().join(' ');
    if (kinds !== 'acc gyr' || streams[0].rateHz !== streams[1].rateHz) throw new RangeError('two streams are joined when one measures acc, the other gyr, at the same rate');
    this.#streams = streams;
    this.joined = new StreamJoiner(streams[0].rateHz, capacity);
    this.#times = new Float64Array(capacity);
    const [{ clock }] = streams;
    this.#line = streams.every((stream) => stream.clock.kind === 'timestamp') && clock.kind === 'timestamp' ? new TickLine(clock.wrapBits) : null;
  }

  isAcc(stream: number): boolean {
    return this.#streams[stream].measures === 'acc';
  }

  restart(): void {
    this.joined.restart();
    this.#line?.restart();
    this.#shifts.fill(null);
  }

  /** Takes a batch that has been placed; `newest` is its last sample that was not there before. */
  add(stream: number, { length, ticks, columns }: SampleBatch, { numbering, newest, arrivalMs }: Placed): void {
    const { clock, rateHz, measures } = this.#streams[stream];
    const { places, restarted } = numbering;
    if (restarted && this.#line) this.restart();
    const times = this.#times;
    if (this.#line && clock.kind === 'timestamp') {
      for (let i = 0; i < length; i++) times[i] = this.#line.at(ticks[i]) * clock.tickS * rateHz;
    } else {
      const shift = (this.#shifts[stream] ??= Math.round((arrivalMs / 1000) * rateHz) - places[newest]);
      for (let i = 0; i < length; i++) times[i] = places[i] + shift;
    }
    this.joined.add(measures as JoinedKind, { length, times, places, columns });
  }

  /** A sample is there when both halves are; the stream that misses more tells what is lost. */
  quality(each: readonly StreamQuality[]): StreamQuality {
    const lost = each.map((quality, s) => quality.lost + this.joined.unpaired[this.isAcc(s) ? 'acc' : 'gyr']);
    return {
      samples: Math.min(...each.map((quality, s) => quality.samples - this.joined.unpaired[this.isAcc(s) ? 'acc' : 'gyr'])),
      lost: Math.max(...lost),
      lossUncertain: each.some(({ lossUncertain }) => lossUncertain),
      maxGapMs: Math.max(...each.map(({ maxGapMs }) => maxGapMs)),
    };
  }
}
