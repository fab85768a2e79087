import { regularity, type Regularity } from '../../dsp/spectra/regularity.ts';
import { mean } from '../../dsp/summary.ts';
import type { BodyAxes } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import { meanOverStrides, whyNoStride } from '../gait/evidence.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { samplesOf, steadyRuns } from './steadyWalking.ts';

/** What comes of the likeness of neighbouring steps and strides, a mean over runs weighted by their strides, or why nothing does. */
export function fromRegularity(trial: GaitTrial, axis: BodyAxes, reduce: (likeness: Regularity) => number | null): MetricOutcome {
  const runs = steadyRuns(trial).flatMap((run) => {
    const strideSamples = mean(run.strides.map((s) => s.end - s.start));
    const likeness = regularity(samplesOf(run, axis), strideSamples);
    return likeness ? [{ likeness, strides: run.strides.length }] : [];
  });
  const strides = runs.reduce((sum, run) => sum + run.strides, 0);
  if (strides === 0) return { missing: trial.bouts.length === 0 ? whyNoStride(trial) : 'No two steady strides were walked one after the other.', n: 0 };
  const weighted = (part: keyof Regularity) => runs.reduce((sum, run) => sum + run.strides * run.likeness[part], 0) / strides;
  const value = reduce({ step: weighted('step'), stride: weighted('stride') });
  if (value === null) return { missing: 'Neighbouring strides are not alike, so their symmetry cannot be told.', n: strides };
  return meanOverStrides(trial, new Array<number>(strides).fill(value), ([same]) => same);
}
