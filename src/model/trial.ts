import type { Site } from './axes.ts';

export const OUTCOMES = ['done', 'unable', 'refused', 'unsafe', 'technical', 'notDone'] as const;
/** How a trial ended. "unable" is a finding (it scores 0 in SPPB), not missing data. */
export type Outcome = (typeof OUTCOMES)[number];

export const WALKING_AIDS = ['none', 'cane', 'crutches', 'walker', 'rollator', 'other'] as const;
export type WalkingAid = (typeof WALKING_AIDS)[number];
export const FOOTWEAR = ['shoes', 'barefoot', 'socks', 'other'] as const;
export type Footwear = (typeof FOOTWEAR)[number];
export const ASSISTANCE = ['independent', 'supervised', 'contactGuard', 'assisted'] as const;
export type Assistance = (typeof ASSISTANCE)[number];
export const SURFACES = ['firm', 'foam', 'carpet', 'outdoors', 'other'] as const;
export type Surface = (typeof SURFACES)[number];
export const EYES = ['open', 'closed'] as const;
export type Eyes = (typeof EYES)[number];

export const FEET = ['apart', 'together', 'semiTandem', 'tandem', 'oneLeg'] as const;
/** How the feet stand; `together` is side by side. */
export type Feet = (typeof FEET)[number];
export const TASKS = ['single', 'dual'] as const;
/** Whether something else, such as counting backwards, is done meanwhile. */
export type Task = (typeof TASKS)[number];
export const DIRECTIONS = ['forward', 'backward'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What changes a result. Unknown is absent: two trials compare only where these agree. */
export interface Circumstances {
  readonly site?: Site;
  readonly courseLengthM?: number;
  readonly walkingAid?: WalkingAid;
  readonly footwear?: Footwear;
  readonly assistance?: Assistance;
  readonly surface?: Surface;
  readonly eyes?: Eyes;
  readonly feet?: Feet;
  readonly task?: Task;
  readonly direction?: Direction;
}

export interface Trial {
  readonly id: string;
  readonly protocol: string;
  readonly outcome: Outcome;
  readonly circumstances: Circumstances;
  /** Archive id of its recording, when a sensor was worn. */
  readonly recordingId?: string;
  /** Key of its analysis in the record store. */
  readonly analysisKey?: string;
  /** Kept, and counts for nothing: it was repeated, or nobody has accepted it. */
  readonly setAside?: true;
  /** What whoever led the test noted about it. */
  readonly note?: string;
}
