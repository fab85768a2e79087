import type { Source } from './source.ts';
import type { Unit } from './units.ts';

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

/**
 * What one piece of evidence says, most severe first. `noCutOff`: there is a value, and nothing accepted to hold it against, so it is shown
 * and not judged. `borderline`: too near its cut-off to be sure of the side. `invalid`: there is a value that cannot be right.
 */
export const EVIDENCE_STATUSES = ['concern', 'watch', 'borderline', 'ok', 'noCutOff', 'invalid', 'missing'] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];

/** A: a guideline gives the cut-off. B: linked to falls in people followed over time. C: exploratory. Only A can be of concern. */
export const EVIDENCE_GRADES = ['A', 'B', 'C'] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

/** What a value is held against. */
export interface EvidenceThreshold {
  /** What would be of concern, or to watch: "0.80 m/s or less". */
  readonly text: string;
  /** The cut-off itself, in the item's unit; absent for a yes or no. */
  readonly value?: number;
  /** Standard error of measurement: a value this near is borderline. Absent: none is known for these people. */
  readonly sem?: { readonly value: number; readonly population: string; readonly source: Source };
}

/** One piece of evidence with all that traces it. */
export interface EvidenceItem {
  /** Id of the metric or answer it rests on. */
  readonly id: string;
  readonly domain: string;
  readonly label: string;
  readonly grade: EvidenceGrade;
  readonly status: EvidenceStatus;
  /** Null exactly when `status` is `missing` and nothing at all is known of it. */
  readonly value: number | boolean | null;
  readonly unit: Unit;
  /** Where the value comes from; `algorithm` (`id@version`) only for a measured one. Absent without a value. */
  readonly origin?: { readonly kind: 'measured' | 'entered' | 'derived'; readonly algorithm?: string };
  /** Absent where no cut-off is accepted, or none fits this person. */
  readonly threshold?: EvidenceThreshold;
  /** One or two plain sentences. */
  readonly text: string;
  /** Of the cut-off, or of the link to falls. */
  readonly source: Source;
  /** Cautions that stay beside the value: `short`, `mended`, `outsidePlausibleRange`. */
  readonly flags: readonly string[];
  /** Ids of metrics and answers (or `participant.ageYears`) without which the status could be another. */
  readonly inputsMissing: readonly string[];
}

/** Evidence of one kind. Its items measure much the same thing, so together they have one vote. */
export interface DomainEvidence {
  readonly id: string;
  readonly label: string;
  /** True when it has an item of grade A: only such a domain counts. */
  readonly voting: boolean;
  /** The most severe status of its strongest grade; exploratory items have no say. */
  readonly status: EvidenceStatus;
  /** Empty where the software has nothing to assess it by yet. */
  readonly items: readonly EvidenceItem[];
}

/** Something that can be worked on, with what a guideline links to it. */
export interface EvidenceContributor {
  readonly domain: string;
  readonly label: string;
  /** The finding. */
  readonly text: string;
  readonly advice: { readonly text: string; readonly source: Source };
}

/** A count of domains, never a probability and never a share. */
export interface EvidenceScore {
  readonly id: string;
  readonly version: string;
  /** "1 of 3 assessed domains is of concern: ..." */
  readonly summary: string;
  /** Domains of concern. */
  readonly concern: number;
  readonly borderline: number;
  /** Domains that count and hold a judged value. */
  readonly assessed: number;
  /** Domains that can count. */
  readonly countable: number;
  /** Where `concern` can still end once everything is known; both allowed. */
  readonly atLeast: number;
  readonly atMost: number;
  readonly contributors: readonly EvidenceContributor[];
  readonly notes: readonly string[];
}

export interface RiskReport {
  readonly models: readonly RiskModelResult[];
  /** Evidence by domain, in the order of the report. */
  readonly domains: readonly DomainEvidence[];
  readonly score: EvidenceScore;
}

/** An entered answer: a count, a time, a tick, or a word of a fixed list. */
export type AnswerValue = number | boolean | string;
/** Answers by their id (`falls.past12Months`). Unknown is absent. */
export type Answers = Readonly<Record<string, AnswerValue>>;
