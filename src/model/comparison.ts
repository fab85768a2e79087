import type { Source } from './source.ts';

/**
 * How a value stands to a published norm or cut-off. `mean`: a mean is known and no band, so the value is shown beside it and not judged.
 * `no-norm`: the table does not speak of this person or this test; it is never extended.
 */
export const NORM_STATUSES = ['worse', 'average', 'beyond', 'within', 'mean', 'no-norm'] as const;
export type NormStatus = (typeof NORM_STATUSES)[number];

/** One value held against one norm or cut-off. */
export interface NormResult {
  /** Id of the metric or answer. */
  readonly outcome: string;
  /** Id of the norm. */
  readonly norm: string;
  readonly status: NormStatus;
  /** One plain sentence with the value, the band and the people it is for. */
  readonly text: string;
  readonly source: Source;
}

/**
 * What a change since the last visit amounts to. `real`: at least the 95 % limit of measurement error; `probable`: between the 90 % and the 95 % limit;
 * `noise`: less; `clinical`: at least what is called meaningful, where no limit of measurement error is known, and `belowClinical`: less;
 * `noLimit`: nothing is known to hold it against; `notComparable`: the two values were not taken alike.
 */
export const CHANGE_VERDICTS = ['real', 'probable', 'noise', 'clinical', 'belowClinical', 'noLimit', 'notComparable'] as const;
export type ChangeVerdict = (typeof CHANGE_VERDICTS)[number];

/** Change of one value since the last visit that has one. */
export interface Change {
  /** Id of the metric or answer. */
  readonly outcome: string;
  readonly before: { readonly assessmentId: string; /** RFC 3339 */ readonly takenAt: string; readonly value: number };
  /** Now minus before. */
  readonly difference: number;
  readonly verdict: ChangeVerdict;
  /** Whether it went the better or the worse way; null where neither is better, or nothing is said of it. */
  readonly direction: 'better' | 'worse' | null;
  /** One or two plain sentences with both numbers, the limit and whom it was found in, or why the two do not compare. */
  readonly text: string;
  readonly sources: readonly Source[];
}
