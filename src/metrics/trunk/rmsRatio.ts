import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import { sekine2013 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { fromIntensity } from './intensity.ts';

function define<const Id extends string>(id: Id, axis: BodyAxes, better: 'lower' | 'neither'): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Share of acceleration, ${AXIS_WORDS[axis]}`,
    definition: `RMS ratio: root mean square of the ${AXIS_WORDS[axis]} acceleration of the lower back over that of all three directions together, in steady straight walking.`,
    unit: '1',
    of: 'stride',
    digits: 2,
    better,
    plausible: [0.05, 0.95],
    sources: [sekine2013],
    needsTrunk: true,
    compute: (trial) =>
      fromIntensity(trial, (rms) => {
        const total = Math.hypot(rms.ap, rms.v, rms.ml);
        return total > 0 ? rms[axis] / total : null;
      }),
  });
}

export const rmsRatioAp = define('trunk.rmsRatioAp', 'ap', 'neither');
export const rmsRatioV = define('trunk.rmsRatioV', 'v', 'neither');
// Higher in hemiplegic walkers than in healthy ones, and independent of speed: Sekine 2013.
export const rmsRatioMl = define('trunk.rmsRatioMl', 'ml', 'lower');
