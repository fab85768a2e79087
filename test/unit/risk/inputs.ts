import type { MetricValue, RiskModelResult, Sex } from '../../../src/model/index.ts';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { riskReport } from '../../../src/risk/index.ts';

export function walkingSpeed(value: number | null, source: MetricValue['source'] = 'measured', flags?: readonly string[]): MetricValue {
  return {
    id: 'gait.walkingSpeed',
    value,
    ...(value === null && { missing: 'The person’s height is not known.' }),
    unit: 'm/s',
    of: 'trial',
    n: 20,
    algorithm: 'gait.walkingSpeed@1',
    site: source === 'entered' ? null : 'lowerBack',
    source,
    ...(flags && { flags }),
  };
}

export interface Person {
  readonly speedMps?: number | undefined;
  readonly ageYears?: number;
  readonly sex?: Sex;
}

/** One model's result as the report gives it. */
export function resultOf(model: string, answers: KnownAnswers, { speedMps, ageYears, sex }: Person = {}): RiskModelResult {
  const metrics = speedMps === undefined ? [] : [walkingSpeed(speedMps)];
  const { models } = riskReport({ metrics, answers, participant: { ...(ageYears !== undefined && { ageYears }), ...(sex && { sex }) } });
  const found = models.find((m) => m.id === model);
  if (!found) throw new Error(`the report has no ${model}`);
  return found;
}
