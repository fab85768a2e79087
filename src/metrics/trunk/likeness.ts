import { regularities, type Regularity } from '../../dsp/spectra/regularity.ts';
import { mean } from '../../dsp/summary.ts';
import type { BodyAxes, Stride } from '../../model/index.ts';
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
  const along: Record<Axis, Counted[]> = { v: [], ap: [] };
  for (const run of steadyRuns(trial)) {
    const [v, ap] = regularities([samplesOf(run, 'v'), samplesOf(run, 'ap')], meanLength(run.strides));
    if (v) along.v.push({ likeness: v, strides: run.strides.length });
    if (ap) along.ap.push({ likeness: ap, strides: run.strides.length });
  }
  return { v: weighted(along.v), ap: weighted(along.ap) };
});

interface Counted {
  readonly likeness: Regularity;
  readonly strides: number;
}

function meanLength(strides: readonly Stride[]): number {
  const lengths: number[] = [];
  for (const { start, end } of strides) lengths.push(end - start);
  return mean(lengths);
}

function weighted(runs: readonly Counted[]): WeightedLikeness {
  let [strides, step, stride] = [0, 0, 0];
  for (const { likeness, strides: count } of runs) {
    strides += count;
    step += count * likeness.step;
    stride += count * likeness.stride;
  }
  return { strides, likeness: strides === 0 ? null : { step: step / strides, stride: stride / strides } };
}

/** What comes of the likeness of neighbouring steps and strides, or why nothing does. */
export function fromRegularity(trial: GaitTrial, axis: Axis, reduce: (likeness: Regularity) => number | null): MetricOutcome {
  const { likeness, strides } = likenessOf(trial)[axis];
  if (!likeness) return { missing: trial.bouts.length === 0 ? whyNoStride(trial) : 'No two steady strides were walked one after the other.', n: 0 };
  const value = reduce(likeness);
  if (value === null) return { missing: 'Neighbouring strides are not alike, so their symmetry cannot be told.', n: strides };
  return meanOverStrides(trial, new Array<number>(strides).fill(value), ([same]) => same);
}
