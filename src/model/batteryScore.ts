import type { Source } from './source.ts';

/** One part of a battery: its points and what they were given for. */
export interface BatteryPart {
  readonly id: string;
  readonly label: string;
  /** Null where the part has no result. */
  readonly points: number | null;
  readonly most: number;
  /** One plain sentence: what the points were given for, or what is missing. */
  readonly text: string;
  /** Where the result comes from: entered by hand, measured, or from how the trial ended. Null without a result. */
  readonly from: 'entered' | 'measured' | 'outcome' | null;
}

/** Several tests that are scored together. */
export interface BatteryScore {
  readonly id: string;
  readonly label: string;
  /** Null while a part that counts has no result. */
  readonly total: number | null;
  /** The total lies between these, whatever the missing parts would give. */
  readonly between: readonly [least: number, most: number];
  readonly most: number;
  readonly parts: readonly BatteryPart[];
  /** One plain sentence: the result, or what is missing for it. */
  readonly text: string;
  readonly sources: readonly Source[];
}
