import type { MetricView } from '../../api/schemas/catalogue.ts';
import type { MetricValue } from '../../model/analysis.ts';
import { wordOf } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';

/** The declared metrics by id. */
export type Catalogue = ReadonlyMap<string, MetricView>;

export const catalogueOf = (metrics: readonly MetricView[]): Catalogue => new Map(metrics.map((metric) => [metric.id, metric]));

export interface MetricGroup {
  /** First part of the ids: `gait`, `turn`. */
  readonly id: string;
  readonly metrics: readonly MetricValue[];
}

/** Measurements of one kind together, kinds and measurements in the order of the document. */
export function groupsOf(metrics: readonly MetricValue[]): MetricGroup[] {
  const groups = new Map<string, MetricValue[]>();
  for (const metric of metrics) {
    const kind = metric.id.split('.')[0];
    groups.set(kind, [...(groups.get(kind) ?? []), metric]);
  }
  return [...groups].map(([id, members]) => ({ id, metrics: members }));
}

/** The number with the declared digits and unit; an undeclared metric keeps its number as it is, with its UCUM unit. */
export function shownValue(metric: Pick<MetricValue, 'id' | 'unit'>, value: number, catalogue: Catalogue): string {
  const declared = catalogue.get(metric.id);
  return declared ? withUnit(value, declared.digits, declared.unitLabel) : `${value} ${metric.unit}`;
}

export const labelOf = (id: string, catalogue: Catalogue): string => catalogue.get(id)?.label ?? wordOf(id);
