import { logDimensionlessJerk } from '../../dsp/smoothness/logDimensionlessJerk.ts';
import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { meanOverStrides, steadyStrides } from '../gait/evidence.ts';
import { melendez2021 } from '../sources.ts';
import { trunkBands } from './steadyWalking.ts';

// One stride at a time: a movement of its own, cut at the same moment of the step.
export const trunkLogDimensionlessJerk = defineMetric({
  id: 'trunk.logDimensionlessJerk',
  version: 1,
  label: 'Smoothness (log dimensionless jerk)',
  definition: 'How little the acceleration of the lower back changes within a stride for its size: mean over steady straight strides of the log dimensionless jerk of the acceleration below 20 Hz; nearer to nought is smoother.',
  unit: '1',
  of: 'stride',
  digits: 2,
  better: 'higher',
  plausible: [-12, -2],
  sources: [melendez2021],
  needsTrunk: true,
  compute: (trial) => {
    const values: number[] = [];
    for (const { bout, stride } of steadyStrides(trial)) {
      const start = Math.max(0, Math.round(stride.start - bout.offset));
      const end = Math.min(bout.acc.v.length, Math.round(stride.end - bout.offset));
      const value = logDimensionlessJerk(trunkBands(bout, trial.sampleRateHz), start, end, trial.sampleRateHz);
      if (value !== null) values.push(value);
    }
    return meanOverStrides(trial, values, mean);
  },
});
