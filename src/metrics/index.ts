import { cadence } from './gait/cadence.ts';
import { harmonicRatioAp, harmonicRatioMl, harmonicRatioV } from './gait/harmonicRatio.ts';
import { stepTimeAsymmetry } from './gait/stepTimeAsymmetry.ts';
import { strideLength } from './gait/strideLength.ts';
import { strideTime } from './gait/strideTime.ts';
import { strideTimeVariabilityCv } from './gait/strideTimeVariabilityCv.ts';
import { strideTimeVariabilitySd } from './gait/strideTimeVariabilitySd.ts';
import { walkingSpeed } from './gait/walkingSpeed.ts';
import { turnDuration } from './turn/duration.ts';
import { turnPeakVelocity } from './turn/peakVelocity.ts';

export type { ChangeLimit, Metric, MetricOutcome } from './define.ts';
export { evaluateMetric } from './evaluate.ts';
export type { AnnotatedBout, GaitTrial } from './gaitTrial.ts';

/** The catalogue, in the order a therapist reads it. */
export const metrics = [
  walkingSpeed,
  cadence,
  strideLength,
  strideTime,
  strideTimeVariabilityCv,
  strideTimeVariabilitySd,
  stepTimeAsymmetry,
  harmonicRatioAp,
  harmonicRatioV,
  harmonicRatioMl,
  turnDuration,
  turnPeakVelocity,
] as const;

export type MetricId = (typeof metrics)[number]['id'];
