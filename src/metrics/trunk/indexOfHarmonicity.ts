import { shareOfFundamental } from '../../dsp/spectra/indexOfHarmonicity.ts';
import { mean } from '../../dsp/summary.ts';
import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import { meanOverStrides } from '../gait/evidence.ts';
import { overHarmonics } from '../gait/harmonics.ts';
import { lamoth2002 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';

function define<const Id extends string>(id: Id, axis: BodyAxes): Metric<Id> {
  const rhythm = axis === 'ml' ? 'stride' : 'step';
  return defineMetric({
    id,
    version: 1,
    label: `Index of harmonicity, ${AXIS_WORDS[axis]}`,
    definition: `How much the ${AXIS_WORDS[axis]} movement of the lower back is one even swing: power at the ${rhythm} frequency over the power at one to six times that frequency, mean over steady straight strides.`,
    unit: '1',
    of: 'stride',
    digits: 2,
    better: 'higher',
    plausible: [0.01, 1],
    sources: [lamoth2002],
    needsTrunk: true,
    compute: (trial) => meanOverStrides(trial, overHarmonics(trial, axis, shareOfFundamental), mean),
  });
}

export const indexOfHarmonicityAp = define('trunk.indexOfHarmonicityAp', 'ap');
export const indexOfHarmonicityV = define('trunk.indexOfHarmonicityV', 'v');
export const indexOfHarmonicityMl = define('trunk.indexOfHarmonicityMl', 'ml');
