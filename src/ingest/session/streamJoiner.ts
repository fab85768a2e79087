import { SampleQueue } from './sampleQueue.ts';

/** Two samples this near belong together, periods: a little more than half, for clocks that read to whole ticks. */
const NEAR_PERIODS = 0.6;
/** A partner that has not come by then does not come, s. */
const PATIENCE_S = 1;

export type JoinedKind = 'acc' | 'gyr';

/** Placed samples of one stream, struct of arrays. */
export interface TimedSamples {
  readonly length: number;
  /** When each was taken, in sampling periods; both streams count from the same moment. Ascending. */
  readonly times: Float64Array;
  /** -1 for a sample to be left out. */
  readonly places: Float64Array;
  readonly columns: readonly Float64Array[];
}

/**
 * Joins an accelerometer and a gyroscope that send on their own: each acceleration with the turning rate nearest in time, both of the
 * same rate. A sample without a partner is left out and counted: half a sample would be read as a whole one.
 * At most a second of each waits; nothing is allocated after construction.
 */
export class StreamJoiner {
  /** The joined samples of the last call, at the places of the accelerations. */
  readonly places: Float64Array;
  /** acc x, y, z and gyr x, y, z. */
  readonly columns: readonly Float64Array[];
  length = 0;
  /** Samples left out because the other stream has none there. */
  readonly unpaired: Record<JoinedKind, number> = { acc: 0, gyr: 0 };
  readonly #waiting: Record<JoinedKind, SampleQueue>;
  /** Streams never begin at the same moment: what is left out until the first pair is no loss. */
  #hasBegun = false;

  /** @param capacity most samples of a packet */
  constructor(rateHz: number, capacity: number) {
    const size = Math.ceil(PATIENCE_S * rateHz) + 2 * capacity;
    this.#waiting = { acc: new SampleQueue(size), gyr: new SampleQueue(size) };
    this.places = new Float64Array(size);
    this.columns = Array.from({ length: 6 }, () => new Float64Array(size));
  }

  /** Takes the samples of a packet and joins what can be joined now. */
  add(kind: JoinedKind, { length, times, places, columns }: TimedSamples): void {
    this.length = 0;
    const queue = this.#waiting[kind];
    for (let i = 0; i < length; i++) {
      if (places[i] < 0) continue;
      // The other stream is silent: its samples do not come.
      if (queue.isFull) this.#leaveOut(kind, true);
      const at = queue.add();
      queue.times[at] = times[i];
      queue.places[at] = places[i];
      for (let c = 0; c < 3; c++) queue.columns[c][at] = columns[c][i];
    }
    this.#join();
  }

  /** What waits is of a connection that has ended. */
  restart(): void {
    for (const kind of ['acc', 'gyr'] as const) {
      if (this.#hasBegun) this.unpaired[kind] += this.#waiting[kind].length;
      this.#waiting[kind].clear();
    }
    this.#hasBegun = false;
  }

  #join(): void {
    const { acc, gyr } = this.#waiting;
    while (acc.length > 0 && gyr.length > 0) {
      const ahead = gyr.times[gyr.head] - acc.times[acc.head];
      if (ahead > NEAR_PERIODS) this.#leaveOut('acc', this.#hasBegun);
      else if (ahead < -NEAR_PERIODS) this.#leaveOut('gyr', this.#hasBegun);
      else this.#pair(acc, gyr);
    }
  }

  #pair(acc: SampleQueue, gyr: SampleQueue): void {
    this.#hasBegun = true;
    const at = this.length++;
    this.places[at] = acc.places[acc.head];
    for (let c = 0; c < 3; c++) {
      this.columns[c][at] = acc.columns[c][acc.head];
      this.columns[3 + c][at] = gyr.columns[c][gyr.head];
    }
    acc.drop();
    gyr.drop();
  }

  #leaveOut(kind: JoinedKind, isLoss: boolean): void {
    this.#waiting[kind].drop();
    if (isLoss) this.unpaired[kind]++;
  }
}
