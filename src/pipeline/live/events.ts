import type { Side } from '../../model/index.ts';

/** What a window of ten seconds shows. A number is null where the window cannot tell it. Times are seconds from the recording's start. */
export interface WindowEvent {
  readonly type: 'window';
  readonly startS: number;
  readonly endS: number;
  /** Always: the final document is computed from the whole recording. */
  readonly provisional: true;
  /** How much the trunk moves, m/s². */
  readonly activityMps2: number | null;
  /** Null without a step rhythm. */
  readonly cadenceSpm: number | null;
  /** Strongest frequency of the acceleration between 0.5 and 5 Hz; null where nothing moves. */
  readonly dominantFrequencyHz: number | null;
  readonly lossPct: number;
}

/** A foot touched the ground, told about a second later. */
export interface ContactEvent {
  readonly type: 'contact';
  readonly timeS: number;
  readonly side: Side | null;
  readonly provisional: true;
}

export type LiveEvent = WindowEvent | ContactEvent;
