import type { AssessmentMetric } from './define.ts';

export type { Assessed, AssessedTrial, AssessmentMetric, AssessmentOutcome } from './define.ts';
export { evaluateAssessment } from './evaluate.ts';
export { compareTwo, type NamedTest, type PairRequest } from './pair.ts';

/** Every metric of a whole visit, in the order a therapist reads them. */
export const assessmentMetrics: readonly AssessmentMetric[] = [];
