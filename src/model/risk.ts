import type { Source } from './source.ts';

export interface FiredRule {
  /** Stable id within its model: `walkingSpeed`. */
  readonly rule: string;
  /** One plain sentence with the value and the cut-off: "Walking speed is 0.72 m/s, at or below 0.80 m/s." */
  readonly text: string;
  readonly source: Source;
}

/** What one named, versioned rule set says, with its reasons. Never a probability. */
export interface RiskModelResult {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** One of the model's levels, or `indeterminate`, or `notApplicable` outside its population. */
  readonly level: string;
  readonly levelLabel: string;
  /** One or two plain sentences that can be read aloud. */
  readonly summary: string;
  readonly firedRules: readonly FiredRule[];
  /** Ids of metrics and answers (or `participant.ageYears`) without which the level could be another. */
  readonly inputsMissing: readonly string[];
  /** Remarks that are not the stratum: borderline values, advice the rule set attaches. */
  readonly notes: readonly string[];
  readonly source: Source;
}

export interface RiskReport {
  readonly models: readonly RiskModelResult[];
  /** Evidence by domain. Empty until the evidence profile is part of the software. */
  readonly domains: readonly unknown[];
}

/** An entered answer: a count, a time, a tick, or a word of a fixed list. */
export type AnswerValue = number | boolean | string;
/** Answers by their id (`falls.past12Months`). Unknown is absent. */
export type Answers = Readonly<Record<string, AnswerValue>>;
