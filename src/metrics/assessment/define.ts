import type { Answers, Circumstances, MetricValue, Outcome, Site } from '../../model/index.ts';
import type { Metric, MetricOutcome } from '../define.ts';

/** One trial of an assessment, as metrics that compare or join trials see it. */
export interface AssessedTrial {
  /** Protocol id. */
  readonly protocol: string;
  readonly outcome: Outcome;
  /** What the test settles and what was entered of the trial. */
  readonly circumstances: Circumstances;
  /** Values of the trial's document; empty where no recording was analysed. */
  readonly values: readonly MetricValue[];
}

/** Everything of one visit that a metric may look at. */
export interface Assessed {
  /** In the order in which they were taken. */
  readonly trials: readonly AssessedTrial[];
  /** What was entered, such as stopwatch times. */
  readonly answers: Answers;
}

export type AssessmentOutcome = MetricOutcome & {
  /** The sensor, where all of it comes from one. */
  readonly site?: Site;
};

/**
 * A metric of a whole visit: it compares trials (Romberg ratio, dual-task cost) or joins them (points of a battery). Declared like every
 * other metric and shown by the same words. It is computed when a visit is looked at, from the values of its trials' documents: no signal is
 * read again, and a trial that is repeated or an answer that is entered later counts at once.
 */
export interface AssessmentMetric<Id extends string = string> extends Omit<Metric<Id>, 'of' | 'needsTrunk' | 'compute'> {
  readonly of: 'assessment';
  /** @returns null where the visit has nothing of it, so that it is not shown at all; a reason where a part is missing */
  readonly compute: (assessed: Assessed) => AssessmentOutcome | null;
}

/** Keeps the id's literal type. */
export function defineAssessmentMetric<const Id extends string>(metric: AssessmentMetric<Id>): AssessmentMetric<Id> {
  return metric;
}
