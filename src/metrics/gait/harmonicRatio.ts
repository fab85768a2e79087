import { evenOverOdd } from '../../dsp/spectra/harmonicRatio.ts';
import { mean } from '../../dsp/summary.ts';
import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import { menz2003 } from '../sources.ts';
import { meanOverStrides } from './evidence.ts';
import { overHarmonics } from './harmonics.ts';

function define<const Id extends string>(id: Id, axis: BodyAxes, word: string): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Harmonic ratio, ${word}`,
    definition: `How much of the ${word} movement of the lower back repeats evenly from step to step: mean over steady straight strides of the ratio of their spectrum's harmonics that are in step to those that are not.`,
    unit: '1',
    of: 'stride',
    digits: 2,
    better: 'higher',
    plausible: [0.3, 12],
    sources: [menz2003],
    needsTrunk: true,
    compute: (trial) => meanOverStrides(trial, overHarmonics(trial, axis, evenOverOdd), mean),
  });
}

export const harmonicRatioAp = define('gait.harmonicRatioAp', 'ap', 'forward');
export const harmonicRatioV = define('gait.harmonicRatioV', 'v', 'vertical');
export const harmonicRatioMl = define('gait.harmonicRatioMl', 'ml', 'sideways');
