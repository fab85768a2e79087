import { regularity, type Regularity } from '../../dsp/spectra/regularity.ts';
import { mean } from '../../dsp/summary.ts';
import type { BodyAxes } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import { meanOverStrides, whyNoStride } from '../gait/evidence.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';
import { samplesOf, steadyRuns } from './steadyWalking.ts';

interface WeightedLikeness {
  /** Mean over runs, weighted by their strides; null where no two strides follow each other. */
  readonly likeness: Regularity | null;
  readonly strides: number;
}

const likenessOf = {
  ap: oncePerTrial((trial) => weightedLikeness(trial, 'ap')),
  v: oncePerTrial((trial) => weightedLikeness(trial, 'v')),
  ml: oncePerTrial((trial) => weightedLikeness(trial, 'ml')),
};

function weightedLikeness(trial: GaitTrial, axis: BodyAxes): WeightedLikeness {
  const runs = steadyRuns(trial).flatMap((run) => {
    const strideSamples = mean(run.strides.map((s) => s.end - s.start));
    const likeness = regularity(samplesOf(run, axis), strideSamples);
    return likeness ? [{ likeness, strides: run.strides.length }] : [];
  });
  const strides = runs.reduce((sum, run) => sum + run.strides, 0);
  const weighted = (part: keyof Regularity) => runs.reduce((sum, run) => sum + run.strides * run.likeness[part], 0) / strides;
  return { strides, likeness: strides === 0 ? null : { step: weighted('step'), stride: weighted('stride') } };
}

/** What comes of the likeness of neighbouring steps and strides, or why nothing does. */
export function fromRegularity(trial: GaitTrial, axis: BodyAxes, reduce: (likeness: Regularity) => number | null): MetricOutcome {
  const { likeness, strides } = likenessOf[axis](trial);
  if (!likeness) return { missing: trial.bouts.length === 0 ? whyNoStride(trial) : 'No two steady strides were walked one after the other.', n: 0 };
  const value = reduce(likeness);
  if (value === null) return { missing: 'Neighbouring strides are not alike, so their symmetry cannot be told.', n: strides };
  return meanOverStrides(trial, new Array<number>(strides).fill(value), ([same]) => same);
}
