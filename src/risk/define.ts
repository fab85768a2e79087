import type { MetricValue, Participant, RiskModelResult, Source } from '../model/index.ts';
import type { MetricId } from '../metrics/index.ts';
import type { AnswerId, KnownAnswers } from '../questionnaires/index.ts';

export interface RiskLevel {
  readonly id: string;
  readonly label: string;
}

/** Missing evidence could change the level. Every model can say so. */
export const indeterminate = { id: 'indeterminate', label: 'Not decided: information is missing' } as const satisfies RiskLevel;
/** The rule set was not written for this person. */
export const notApplicable = { id: 'notApplicable', label: 'Does not apply' } as const satisfies RiskLevel;

/** What is known of the person that a rule set may ask for. */
export type PersonInput = 'ageYears' | 'sex';

/** The inputs a model declared, and no others. Absent, or a metric without a value, is not known. */
export interface RiskInputs<M extends MetricId, A extends AnswerId> {
  readonly metrics: { readonly [Id in M]?: MetricValue };
  readonly answers: Pick<KnownAnswers, A>;
  readonly person: Pick<Participant, PersonInput>;
}

/** One published rule set, as its source prints it. */
export interface RiskModel<M extends MetricId = MetricId, A extends AnswerId = AnswerId> {
  /** `wfg2022`. */
  readonly id: string;
  /** Of this encoding of the rule: raised whenever a level can change. */
  readonly version: string;
  readonly title: string;
  /** One sentence: for whom the rule set was written. */
  readonly population: string;
  /** The first is the rule set itself, the others support single rules. */
  readonly sources: readonly [Source, ...Source[]];
  /** Lowest first, without `indeterminate` and `notApplicable`. */
  readonly levels: readonly RiskLevel[];
  readonly inputs: {
    readonly metrics: readonly M[];
    readonly answers: readonly A[];
    readonly person: readonly PersonInput[];
  };
  /** Pure: same inputs, same result. Never throws for missing evidence. */
  evaluate(inputs: RiskInputs<M, A>): RiskModelResult;
}

/** Keeps the literal ids, so that reading an undeclared input in `evaluate` does not compile. */
export function defineRiskModel<const M extends MetricId, const A extends AnswerId>(model: RiskModel<M, A>): RiskModel<M, A> {
  return model;
}
