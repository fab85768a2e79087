import type { AssessmentMetric } from './define.ts';
import { dualTaskSpeedCost, dualTaskStrideTimeCost } from './dualTask.ts';
import { stanceRatios } from './stanceRatios.ts';
import { sppbBalance, sppbChair, sppbTotal, sppbWalk } from './sppb.ts';

export type { Assessed, AssessedTrial, AssessmentMetric, AssessmentOutcome } from './define.ts';
export { batteriesOf } from './battery/index.ts';
export { evaluateAssessment } from './evaluate.ts';
export { circumstanceWords, compareTwo, type NamedTest, type PairRequest } from './pair.ts';

/** Every metric of a whole visit, in the order a therapist reads them. */
export const assessmentMetrics: readonly AssessmentMetric[] = [sppbTotal, sppbBalance, sppbWalk, sppbChair, dualTaskSpeedCost, dualTaskStrideTimeCost, ...stanceRatios];
