import type { Measured, MetricScope, Source, Unit } from '../model/index.ts';
import type { GaitTrial } from './gaitTrial.ts';

/** A change limit with the people and the protocol it was found in: it may not fit others. */
export interface ChangeLimit {
  /** Smallest change that 95 of 100 unchanged people do not show: 1.96 times the root of 2 times the standard error of measurement. */
  readonly mdc95: number;
  readonly population: string;
  readonly source: Source;
}

/** A change that is called meaningful to people. It says nothing of measurement error: a change of this size can be chance. */
export interface MeaningfulChange {
  readonly least: number;
  readonly population: string;
  readonly source: Source;
}

/** The result of one metric on one trial. */
export type MetricOutcome = Measured & {
  /** How many strides, turns, ... went in. */
  readonly n: number;
  /** Caution that stays beside the number. */
  readonly flags?: readonly string[];
};

/**
 * A metric, declared once. Store, API, dashboard and docs read this declaration and nothing else.
 * `compute` is a pure reduction of one annotated trial; metrics never depend on metrics.
 */
export interface Metric<Id extends string = string> {
  /** Dotted camelCase: `gait.walkingSpeed`. A new unit or meaning is a new id. */
  readonly id: Id;
  /** Raised whenever the numbers can change. */
  readonly version: number;
  readonly label: string;
  /** One sentence. */
  readonly definition: string;
  readonly unit: Unit;
  readonly of: MetricScope;
  /** Digits after the point that are worth showing. */
  readonly digits: number;
  readonly better: 'higher' | 'lower' | 'neither';
  /** Outside it the number is kept and flagged `outsidePlausibleRange`. */
  readonly plausible: readonly [min: number, max: number];
  readonly sources: readonly Source[];
  readonly changeLimit?: ChangeLimit;
  readonly meaningfulChange?: MeaningfulChange;
  /** Reads the trunk's own signals: it comes from the lower back wherever contacts come from, and is missing where none is worn. */
  readonly needsTrunk?: true;
  /** One of a family whose other members say it first: shown where details are asked for. */
  readonly detail?: true;
  readonly compute: (trial: GaitTrial) => MetricOutcome;
}

/** Keeps the id's literal type, so that a misspelt metric id does not compile elsewhere. */
export function defineMetric<const Id extends string>(metric: Metric<Id>): Metric<Id> {
  return metric;
}
