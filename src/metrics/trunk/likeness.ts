import { regularities, type Regularity } from '../../dsp/spectra/regularity.ts';
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

/** The axes along which steps are alike: sideways neighbouring steps are mirrored. */
export type Axis = Exclude<BodyAxes, 'ml'>;

const likenessOf = oncePerTrial((trial): Readonly<Record<Axis, WeightedLikeness>> => {
  const runs = steadyRuns(trial).map((run) => {
    const [v, ap] = regularities([samplesOf(run, 'v'), samplesOf(run, 'ap')], mean(run.strides.map((s) => s.end - s.start)));
    return { v, ap, strides: run.strides.length };
  });
  const along = (axis: Axis) => weighted(runs.flatMap(({ [axis]: likeness, strides }) => (likeness ? [{ likeness, strides }] : [])));
  return { v: along('v'), ap: along('ap') };
});

function weighted(runs: readonly { readonly likeness: Regularity; readonly strides: number }[]): WeightedLikeness {
  const strides = runs.reduce((sum, run) => sum + run.strides, 0);
  const average = (part: keyof Regularity) => runs.reduce((sum, run) => sum + run.strides * run.likeness[part], 0) / strides;
  return { strides, likeness: strides === 0 ? null : { step: average('step'), stride: average('stride') } };
}

/** What comes of the likeness of neighbouring steps and strides, or why nothing does. */
export function fromRegularity(trial: GaitTrial, axis: Axis, reduce: (likeness: Regularity) => number | null): MetricOutcome {
  const { likeness, strides } = likenessOf(trial)[axis];
  if (!likeness) return { missing: trial.bouts.length === 0 ? whyNoStride(trial) : 'No two steady strides were walked one after the other.', n: 0 };
  const value = reduce(likeness);
  if (value === null) return { missing: 'Neighbouring strides are not alike, so their symmetry cannot be told.', n: strides };
  return meanOverStrides(trial, new Array<number>(strides).fill(value), ([same]) => same);
}
