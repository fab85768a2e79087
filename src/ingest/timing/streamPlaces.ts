import type { SampleBatch, SampleStream } from '../sensors/define.ts';

/** How a stream's samples arrived so far. */
export interface StreamQuality {
  readonly samples: number;
  readonly lost: number;
  readonly lossUncertain: boolean;
  readonly maxGapMs: number;
}

/** Numbers the samples of one stream as they come. */
export interface StreamPlaces {
  /**
   * Number of each sample of the batch placed last: 0 is the stream's first, a jump is a loss. Strictly ascending;
   * -1 for a sample that had been placed before (a repeated packet).
   */
  readonly places: Float64Array;
  /** Unwrapped reading of each sample, in ticks (or samples) since the segment's first; the place within the segment for streams without a clock. */
  readonly readings: Float64Array;
  /** Number of the segment they belong to: one mapping from readings to time each. */
  readonly segment: number;
  place(batch: SampleBatch, arrivalMs: number): void;
  /** The next sample comes over a new connection. */
  reconnected(): void;
  quality(): StreamQuality;
}

/** @param capacity longest batch */
export declare function streamPlaces(stream: SampleStream, capacity: number): StreamPlaces;
