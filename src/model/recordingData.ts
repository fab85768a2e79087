import type { ImuBlock, SensorAxes, Site } from './axes.ts';
import type { Participant, RecordingEvent } from './recording.ts';

/** One sensor of a recording held in memory, with its runs of samples. */
export interface SensorData {
  readonly site: Site;
  /** The place as the file names it: BIDS `tracked_point`. */
  readonly trackedPoint: string;
  /** Where and how it was fastened, in plain words: `L5, elastic belt`. */
  readonly placement?: string;
  /**
   * In order, never overlapping; a jump of `startSample` is a gap. Blocks of all sensors lie on one grid.
   * A sensor has a gyroscope in all of its blocks or in none.
   */
  readonly blocks: readonly ImuBlock<SensorAxes>[];
}

/** A whole recording in memory: what the simulator makes and what a writer writes. */
export interface RecordingData {
  /** Letters and digits only, without `sub-`: it becomes part of file names. */
  readonly subject: string;
  /** Letters and digits only: `walk`. */
  readonly task: string;
  /** 1, 2, ... when the same task was recorded more than once. */
  readonly run?: number;
  readonly sampleRateHz: number;
  readonly sensors: readonly SensorData[];
  readonly participant?: Participant;
  readonly events: readonly RecordingEvent[];
  /** What recorded it. */
  readonly device?: { readonly manufacturer?: string; readonly model?: string };
}
