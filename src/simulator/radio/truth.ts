import type { SampleStreamKind } from './sensors/define.ts';

/** Why samples did not reach the computer. */
export type LossReason =
  /** The sensor did not measure: stopped, or switched off. */
  | 'notTaken'
  /** Nobody was connected, or had switched notifications on. */
  | 'noListener'
  /** No room in the sensor's queue. */
  | 'queueFull'
  /** The sensor sent nothing although it should have. */
  | 'silent'
  /** In the queue when the connection ended. */
  | 'linkLost'
  /** Taken out of the queue by a fault. */
  | 'lost'
  /** Sent, but damaged. */
  | 'malformed';

/** Samples start to end - 1 were lost. */
export interface LostRun {
  readonly start: number;
  readonly end: number;
  readonly why: LossReason;
}

/** What really became of one stream of samples. Numbers count on the sensor's own even grid and go on after a stop. */
export class StreamTruth {
  readonly measures: SampleStreamKind;
  #taken = 0;
  #delivered = 0;
  #first: number | null = null;
  #last = -1;
  readonly #lost: LostRun[] = [];

  constructor(measures: SampleStreamKind) {
    this.measures = measures;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Samples handed to the computer's radio undamaged. */
  get delivered(): number {
    return this.#delivered;
  }

  get firstDelivered(): number | null {
    return this.#first;
  }

  get lastDelivered(): number | null {
    return this.#first === null ? null : this.#last;
  }

  take(): void {
    this.#taken++;
  }

  deliver(first: number, count: number): void {
    this.#first ??= first;
    this.#last = Math.max(this.#last, first + count - 1);
    this.#delivered += count;
  }

  lose(first: number, count: number, why: LossReason): void {
    const latest = this.#lost.at(-1);
    if (latest?.end === first && latest.why === why) this.#lost[this.#lost.length - 1] = { ...latest, end: first + count };
    else if (count > 0) this.#lost.push({ start: first, end: first + count, why });
  }

  /** What the computer can know to be missing: every run between the first and the last sample that it got, in order. */
  missing(): readonly LostRun[] {
    const first = this.#first;
    if (first === null) return [];
    return this.#lost.filter(({ start }) => start > first && start < this.#last).sort((a, b) => a.start - b.start);
  }

  /** Number of samples in `missing`. */
  get missingCount(): number {
    return this.#first === null ? 0 : this.#last - this.#first + 1 - this.#delivered;
  }
}

/** What one connection carried. */
export interface ConnectionTruth {
  /** ms since the radio started */
  readonly connectedMs: number;
  endedMs: number | null;
  /** HCI reason; null while it lasts */
  reason: number | null;
  /** Packets of samples that found room in the queue, and those that did not. */
  queued: number;
  droppedAtSensor: number;
  sentPackets: number;
  sentBytes: number;
}
