import type { MetricView } from '../../api/schemas/catalogue.ts';
import type { MetricValue } from '../../model/analysis.ts';
import { wordOf } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';

/** The declared metrics by id. */
export type Catalogue = ReadonlyMap<string, MetricView>;

export const catalogueOf = (metrics: readonly MetricView[]): Catalogue => new Map(metrics.map((metric) => [metric.id, metric]));

export interface MetricGroup<M> {
  /** First part of the ids: `gait`, `turn`. */
  readonly id: string;
  readonly metrics: readonly M[];
}

/** Kinds that no rule set and no domain uses: shown last and folded, so that the numbers a therapist works with come first. */
export const EXPLORATORY_KINDS: ReadonlySet<string> = new Set(['trunk']);

/** Measurements of one kind together, in the order they came in; exploratory kinds last. */
export function groupsOf<M extends { readonly id: string }>(metrics: readonly M[]): MetricGroup<M>[] {
  const groups = new Map<string, M[]>();
  for (const metric of metrics) {
    const kind = metric.id.split('.')[0];
    groups.set(kind, [...(groups.get(kind) ?? []), metric]);
  }
  const rank = (id: string) => (EXPLORATORY_KINDS.has(id) ? 1 : 0);
  return [...groups].map(([id, members]) => ({ id, metrics: members })).sort((a, b) => rank(a.id) - rank(b.id));
}

/** The number with the declared digits and unit; an undeclared metric keeps its number as it is, with its UCUM unit. */
export function shownValue(metric: Pick<MetricValue, 'id' | 'unit'>, value: number, catalogue: Catalogue): string {
  const declared = catalogue.get(metric.id);
  return declared ? withUnit(value, declared.digits, declared.unitLabel) : `${value} ${metric.unit}`;
}

export const labelOf = (id: string, catalogue: Catalogue): string => catalogue.get(id)?.label ?? wordOf(id);
