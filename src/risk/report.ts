import type { Answers, MetricValue, Participant, RiskReport } from '../model/index.ts';
import { validateAnswers } from '../questionnaires/index.ts';
import { profileOf } from './evidence/profile.ts';
import { riskModels } from './models/index.ts';
import { timedWalkingSpeeds } from './usualWalk.ts';

export interface RiskReportInputs {
  /** Values of one assessment. Of several of one metric, an entered one goes before an estimate, then the first with a value. */
  readonly metrics: readonly MetricValue[];
  readonly answers: Answers;
  readonly participant: Participant | null;
}

/**
 * Runs every rule set on the same inputs and lists the evidence by domain. Results stand beside each other; they are never averaged.
 *
 * @throws AppError BAD_INPUT where an answer is none of the declared ones
 * @throws RangeError where a metric's value is not a finite number
 */
export function riskReport(inputs: RiskReportInputs): RiskReport {
  const answers = validateAnswers(inputs.answers);
  const values = {
    metrics: preferredById([...timedWalkingSpeeds(answers, inputs.metrics), ...inputs.metrics]),
    answers,
    person: { ageYears: inputs.participant?.ageYears, sex: inputs.participant?.sex },
  };
  return { models: riskModels.map((model) => model.evaluate(values)), ...profileOf(values) };
}

/** A stopwatch over a measured distance is the reference where a cut-off is near; a sensor's speed is an estimate. */
function preferredById(metrics: readonly MetricValue[]): Record<string, MetricValue> {
  const chosen = new Map<string, MetricValue>();
  for (const metric of metrics) {
    if (metric.value !== null && !Number.isFinite(metric.value)) throw new RangeError(`${metric.id} must be a finite number or null`);
    const before = chosen.get(metric.id);
    if (before === undefined || rank(metric) > rank(before)) chosen.set(metric.id, metric);
  }
  return Object.fromEntries(chosen);
}

function rank(metric: MetricValue): number {
  if (metric.value === null) return 0;
  return metric.source === 'entered' ? 2 : 1;
}
