import type { MetricView } from '../../api/schemas/catalogue.ts';
import type { MetricValue } from '../../model/analysis.ts';
import { wordOf } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';

/** The declared metrics by id. */
export type Catalogue = ReadonlyMap<string, MetricView>;

export const catalogueOf = (metrics: readonly MetricView[]): Catalogue => new Map(metrics.map((metric) => [metric.id, metric]));

/** The number with the declared digits and unit; an undeclared metric keeps its number as it is, with its UCUM unit. */
export function shownValue(metric: Pick<MetricValue, 'id' | 'unit'>, value: number, catalogue: Catalogue): string {
  const declared = catalogue.get(metric.id);
  return declared ? withUnit(value, declared.digits, declared.unitLabel) : `${value} ${metric.unit}`;
}

export const labelOf = (id: string, catalogue: Catalogue): string => catalogue.get(id)?.label ?? wordOf(id);
