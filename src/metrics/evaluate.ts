import type { MetricScope, MetricValue, Site } from '../model/index.ts';
import { isMissing } from '../model/index.ts';
import type { Metric, MetricOutcome } from './define.ts';
import type { GaitTrial } from './gaitTrial.ts';

/** One line of the analysis document: the metric's value on a trial with all that traces it. @throws RangeError when a metric yields NaN or infinity */
export function evaluateMetric(metric: Metric, trial: GaitTrial, site: Site | null): MetricValue {
  return valueOf(metric, metric.compute(trial), site, 'measured');
}

type Declared = Pick<Metric, 'id' | 'version' | 'unit' | 'plausible'> & { readonly of: MetricScope };

/** An outcome with all that traces it. @throws RangeError for NaN and infinity */
export function valueOf(metric: Declared, outcome: MetricOutcome, site: Site | null, source: MetricValue['source']): MetricValue {
  const head = { id: metric.id, unit: metric.unit, of: metric.of, n: outcome.n, algorithm: `${metric.id}@${metric.version}`, site, source } as const;
  if (isMissing(outcome)) return { ...head, value: null, missing: outcome.missing };
  if (!Number.isFinite(outcome.value)) throw new RangeError(`${metric.id} yielded ${outcome.value}: a metric answers a number or says what is missing`);
  const implausible = outcome.value < metric.plausible[0] || outcome.value > metric.plausible[1];
  const flags = [...new Set([...(outcome.flags ?? []), ...(implausible ? ['outsidePlausibleRange'] : [])])];
  return { ...head, value: outcome.value, ...(flags.length > 0 ? { flags } : {}) };
}
