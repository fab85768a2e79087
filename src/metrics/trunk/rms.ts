import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import { sekine2013 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { fromIntensity } from './intensity.ts';

function define<const Id extends string>(id: Id, axis: BodyAxes): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Acceleration (RMS), ${AXIS_WORDS[axis]}`,
    definition: `Root mean square of the ${AXIS_WORDS[axis]} acceleration of the lower back in steady straight walking about its mean; it grows with walking speed.`,
    unit: 'm/s2',
    of: 'stride',
    digits: 2,
    better: 'neither',
    plausible: [0.1, 8],
    sources: [sekine2013],
    needsTrunk: true,
    compute: (trial) => fromIntensity(trial, (rms) => rms[axis]),
  });
}

export const rmsAp = define('trunk.rmsAp', 'ap');
export const rmsV = define('trunk.rmsV', 'v');
export const rmsMl = define('trunk.rmsMl', 'ml');
