import type { MetricValue } from '../../model/index.ts';
import { valueOf } from '../evaluate.ts';
import type { Assessed, AssessmentMetric } from './define.ts';

/** Every metric of the visit that it has something of. `source` is `derived`: no signal was read for it. @throws RangeError when one yields NaN or infinity */
export function evaluateAssessment(metrics: readonly AssessmentMetric[], assessed: Assessed): MetricValue[] {
  return metrics.flatMap((metric) => {
    const outcome = metric.compute(assessed);
    return outcome === null ? [] : [valueOf(metric, outcome, outcome.site ?? null, 'derived')];
  });
}
