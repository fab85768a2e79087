import type { MetricView } from '../../api/schemas/catalogue.ts';
import type { MetricValue } from '../../model/analysis.ts';
import { wordOf } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';

/** The declared metrics by id. */
export type Catalogue = ReadonlyMap<string, MetricView>;

export const catalogueOf = (metrics: readonly MetricView[]): Catalogue => new Map(metrics.map((metric) => [metric.id, metric]));

export interface MetricGroup<M> {
  /** First part of the ids: `gait`, `turn`; with `.details` where it holds the details of that kind. */
  readonly id: string;
  readonly kind: string;
  /** Why it is folded until it is asked for; null where it is not. */
  readonly folded: 'exploratory' | 'details' | null;
  readonly metrics: readonly M[];
}

/** Kinds that no rule set and no domain uses: shown last and folded, so that the numbers a therapist works with come first. */
export const EXPLORATORY_KINDS: ReadonlySet<string> = new Set(['trunk']);

/** Measurements of one kind together, in the order they came in, its details after them; exploratory kinds last. */
export function groupsOf<M extends { readonly id: string }>(metrics: readonly M[], isDetail: (metric: M) => boolean = () => false): MetricGroup<M>[] {
  const kinds = [...new Set(metrics.map(kindOf))];
  const groups = kinds.flatMap((kind): MetricGroup<M>[] => {
    const own = metrics.filter((metric) => kindOf(metric) === kind);
    const [first, details] = [own.filter((metric) => !isDetail(metric)), own.filter(isDetail)];
    const folded = EXPLORATORY_KINDS.has(kind) ? 'exploratory' : null;
    return [
      ...(first.length > 0 ? [{ id: kind, kind, folded, metrics: first }] as const : []),
      ...(details.length > 0 ? [{ id: `${kind}.details`, kind, folded: folded ?? 'details', metrics: details }] as const : []),
    ];
  });
  const rank = ({ folded }: MetricGroup<M>) => (folded === 'exploratory' ? 1 : 0);
  return groups.sort((one, other) => rank(one) - rank(other));
}

const kindOf = ({ id }: { readonly id: string }): string => id.split('.')[0];

/** The number with the declared digits and unit; an undeclared metric keeps its number as it is, with its UCUM unit. */
export function shownValue(metric: Pick<MetricValue, 'id' | 'unit'>, value: number, catalogue: Catalogue): string {
  const declared = catalogue.get(metric.id);
  return declared ? withUnit(value, declared.digits, declared.unitLabel) : `${value} ${metric.unit}`;
}

export const labelOf = (id: string, catalogue: Catalogue): string => catalogue.get(id)?.label ?? wordOf(id);
