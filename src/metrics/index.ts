import { fiveTimesDuration, fiveTimesToSitDuration } from './chair/fiveTimes.ts';
import { incompleteRises } from './chair/incompleteRises.ts';
import { chairPower } from './chair/power.ts';
import { standCount } from './chair/standCount.ts';
import { cadence } from './gait/cadence.ts';
import { doubleSupport } from './gait/doubleSupport.ts';
import { harmonicRatioAp, harmonicRatioMl, harmonicRatioV } from './gait/harmonicRatio.ts';
import { stance } from './gait/stance.ts';
import { stepLength } from './gait/stepLength.ts';
import { stepTime } from './gait/stepTime.ts';
import { stepTimeAsymmetry } from './gait/stepTimeAsymmetry.ts';
import { stepTimeVariabilityCv } from './gait/stepTimeVariabilityCv.ts';
import { stepTimeVariabilitySd } from './gait/stepTimeVariabilitySd.ts';
import { strideLength } from './gait/strideLength.ts';
import { strideLengthVariabilityCv } from './gait/strideLengthVariabilityCv.ts';
import { strideLengthVariabilitySd } from './gait/strideLengthVariabilitySd.ts';
import { strideTime } from './gait/strideTime.ts';
import { strideTimeVariabilityCv } from './gait/strideTimeVariabilityCv.ts';
import { strideTimeVariabilitySd } from './gait/strideTimeVariabilitySd.ts';
import { swing } from './gait/swing.ts';
import { walkingSpeed } from './gait/walkingSpeed.ts';
import { walkRatio } from './gait/walkRatio.ts';
import { swayMetrics } from './sway/index.ts';
import {
  dominantAmplitudeAp,
  dominantAmplitudeMl,
  dominantAmplitudeV,
  dominantFrequencyAp,
  dominantFrequencyMl,
  dominantFrequencyV,
  dominantSlopeAp,
  dominantSlopeMl,
  dominantSlopeV,
  dominantWidthAp,
  dominantWidthMl,
  dominantWidthV,
} from './trunk/dominantFrequency.ts';
import { indexOfHarmonicityAp, indexOfHarmonicityMl, indexOfHarmonicityV } from './trunk/indexOfHarmonicity.ts';
import { localDivergenceAp, localDivergenceMl, localDivergenceV } from './trunk/localDivergence.ts';
import { trunkLogDimensionlessJerk } from './trunk/logDimensionlessJerk.ts';
import { rmsAp, rmsMl, rmsV } from './trunk/rms.ts';
import { rmsRatioAp, rmsRatioMl, rmsRatioV } from './trunk/rmsRatio.ts';
import { sampleEntropyAp, sampleEntropyMl, sampleEntropyV } from './trunk/sampleEntropy.ts';
import { trunkSpectralArcLength } from './trunk/spectralArcLength.ts';
import { stepRegularityAp, stepRegularityV } from './trunk/stepRegularity.ts';
import { stepSymmetryAp, stepSymmetryV } from './trunk/stepSymmetry.ts';
import { strideRegularityAp, strideRegularityV } from './trunk/strideRegularity.ts';
import { riseLean, risePeakLeanVelocity, sitLean } from './transfer/lean.ts';
import { riseDuration } from './transfer/riseDuration.ts';
import { sitDuration } from './transfer/sitDuration.ts';
import { riseHeight, risePeakVelocity, sitPeakVelocity } from './transfer/vertical.ts';
import { tugDuration, tugMovementDuration } from './tug/duration.ts';
import {
  tugSitToStandDuration,
  tugStandToSitDuration,
  tugTurnDuration,
  tugTurnToSitDuration,
  tugWalkBackDuration,
  tugWalkOutDuration,
} from './tug/phases.ts';
import { tugSteps } from './tug/steps.ts';
import { tugTurnAngle, tugTurnPeakVelocity, tugTurnToSitAngle, tugTurnToSitPeakVelocity } from './tug/turns.ts';
import { turnAngle } from './turn/angle.ts';
import { turnDuration } from './turn/duration.ts';
import { turnPeakVelocity } from './turn/peakVelocity.ts';
import { turnSteps } from './turn/steps.ts';
import { stairsDurationDown, stairsDurationUp } from './stairs/duration.ts';
import { stairsHeightDown, stairsHeightUp } from './stairs/height.ts';
import { stairsStepsDown, stairsStepsUp } from './stairs/steps.ts';
import { stairsStepTimeDown, stairsStepTimeUp } from './stairs/stepTime.ts';
import { turnInPlaceAngle } from './turnInPlace/angle.ts';
import { turnInPlaceDuration, turnInPlaceDurationLeft, turnInPlaceDurationRight } from './turnInPlace/duration.ts';
import { turnInPlacePeakVelocity } from './turnInPlace/peakVelocity.ts';
import { turnInPlaceSteps } from './turnInPlace/steps.ts';
import { walkCourseSpeed } from './walk/courseSpeed.ts';
import { walkCourseTime } from './walk/courseTime.ts';
import { walkDistance } from './walk/distance.ts';

export {
  assessmentMetrics, batteriesOf, circumstanceWords, compareTwo, evaluateAssessment, type Assessed, type AssessedTrial, type AssessmentMetric, type AssessmentOutcome, type NamedTest, type PairRequest,
} from './assessment/index.ts';
export type { ChangeLimit, MeaningfulChange, Metric, MetricOutcome } from './define.ts';
export { evaluateMetric } from './evaluate.ts';
export type { AnnotatedBout, GaitTrial } from './gaitTrial.ts';
export { hundredths } from './hundredths.ts';
export type { TestReading, TestReadings } from './testReading.ts';

/** The catalogue, in the order a therapist reads it. */
export const metrics = [
  // the timed up and go and chair tests
  tugDuration,
  tugMovementDuration,
  tugSitToStandDuration,
  tugWalkOutDuration,
  tugTurnDuration,
  tugWalkBackDuration,
  tugTurnToSitDuration,
  tugStandToSitDuration,
  tugTurnAngle,
  tugTurnPeakVelocity,
  tugTurnToSitAngle,
  tugTurnToSitPeakVelocity,
  tugSteps,
  standCount,
  fiveTimesDuration,
  fiveTimesToSitDuration,
  incompleteRises,
  chairPower,
  riseDuration,
  riseLean,
  risePeakLeanVelocity,
  risePeakVelocity,
  riseHeight,
  sitDuration,
  sitLean,
  sitPeakVelocity,
  // over a course, in a time
  walkCourseTime,
  walkCourseSpeed,
  walkDistance,
  // pace
  walkingSpeed,
  cadence,
  stepLength,
  strideLength,
  walkRatio,
  // rhythm and phases
  stepTime,
  strideTime,
  stance,
  swing,
  doubleSupport,
  // variability and symmetry
  strideTimeVariabilityCv,
  strideTimeVariabilitySd,
  stepTimeVariabilityCv,
  stepTimeVariabilitySd,
  strideLengthVariabilityCv,
  strideLengthVariabilitySd,
  stepTimeAsymmetry,
  harmonicRatioAp,
  harmonicRatioV,
  harmonicRatioMl,
  // turning
  turnDuration,
  turnAngle,
  turnPeakVelocity,
  turnSteps,
  // turning on the spot
  turnInPlaceDuration,
  turnInPlaceDurationLeft,
  turnInPlaceDurationRight,
  turnInPlacePeakVelocity,
  turnInPlaceAngle,
  turnInPlaceSteps,
  // stairs
  stairsDurationUp,
  stairsDurationDown,
  stairsStepsUp,
  stairsStepsDown,
  stairsStepTimeUp,
  stairsStepTimeDown,
  stairsHeightUp,
  stairsHeightDown,
  // the lower back: regular, symmetrical, smooth
  strideRegularityV,
  strideRegularityAp,
  stepRegularityV,
  stepRegularityAp,
  stepSymmetryV,
  stepSymmetryAp,
  trunkSpectralArcLength,
  trunkLogDimensionlessJerk,
  indexOfHarmonicityAp,
  indexOfHarmonicityV,
  indexOfHarmonicityMl,
  // the lower back: how hard, how rhythmic, how predictable, how stable
  rmsAp,
  rmsV,
  rmsMl,
  rmsRatioAp,
  rmsRatioV,
  rmsRatioMl,
  dominantFrequencyAp,
  dominantFrequencyV,
  dominantFrequencyMl,
  dominantAmplitudeAp,
  dominantAmplitudeV,
  dominantAmplitudeMl,
  dominantWidthAp,
  dominantWidthV,
  dominantWidthMl,
  dominantSlopeAp,
  dominantSlopeV,
  dominantSlopeMl,
  sampleEntropyAp,
  sampleEntropyV,
  sampleEntropyMl,
  localDivergenceAp,
  localDivergenceV,
  localDivergenceMl,
  // standing
  ...swayMetrics,
] as const;

export type MetricId = (typeof metrics)[number]['id'];
