import { swayArea, swayEllipseArea } from './areas.ts';
import {
  swayCentroidalFrequency, swayCentroidalFrequencyAp, swayCentroidalFrequencyMl, swayF50, swayF50Ap, swayF50Ml, swayF95, swayF95Ap, swayF95Ml,
  swayFrequencyDispersion, swayFrequencyDispersionAp, swayFrequencyDispersionMl, swayTotalPower, swayTotalPowerAp, swayTotalPowerMl,
} from './frequencyDomain.ts';
import { stanceHeldTime } from './heldTime.ts';
import { swayLeanEllipseArea, swayLeanRange, swayLeanRangeAp, swayLeanRangeMl, swayLeanRms, swayLeanRmsAp, swayLeanRmsMl } from './lean.ts';
import {
  swayDistance, swayDistanceAp, swayDistanceMl, swayJerk, swayJerkAp, swayJerkMl, swayMeanFrequency, swayMeanFrequencyAp, swayMeanFrequencyMl,
  swayMeanVelocity, swayMeanVelocityAp, swayMeanVelocityMl, swayPath, swayPathAp, swayPathMl, swayRange, swayRangeAp, swayRangeMl, swayRms, swayRmsAp, swayRmsMl,
} from './timeDomain.ts';

/** Quiet standing, in the order a therapist reads it. */
export const swayMetrics = [
  stanceHeldTime,
  // how much, in degrees first
  swayLeanRms, swayLeanRmsAp, swayLeanRmsMl,
  swayLeanRange, swayLeanRangeAp, swayLeanRangeMl,
  swayLeanEllipseArea,
  swayRms, swayRmsAp, swayRmsMl,
  swayDistance, swayDistanceAp, swayDistanceMl,
  swayRange, swayRangeAp, swayRangeMl,
  swayEllipseArea,
  swayArea,
  // how quick
  swayPath, swayPathAp, swayPathMl,
  swayMeanVelocity, swayMeanVelocityAp, swayMeanVelocityMl,
  swayJerk, swayJerkAp, swayJerkMl,
  // of what frequencies
  swayMeanFrequency, swayMeanFrequencyAp, swayMeanFrequencyMl,
  swayTotalPower, swayTotalPowerAp, swayTotalPowerMl,
  swayF50, swayF50Ap, swayF50Ml,
  swayF95, swayF95Ap, swayF95Ml,
  swayCentroidalFrequency, swayCentroidalFrequencyAp, swayCentroidalFrequencyMl,
  swayFrequencyDispersion, swayFrequencyDispersionAp, swayFrequencyDispersionMl,
] as const;

export type SwayMetricId = (typeof swayMetrics)[number]['id'];
