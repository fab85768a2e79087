import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { zijlstra2003 } from '../sources.ts';
import { meanOverStrides, steadyStrideTimesS } from './evidence.ts';

export const strideTime = defineMetric({
  id: 'gait.strideTime',
  version: 1,
  label: 'Stride time',
  definition: 'Mean time from a foot touching the ground to the same foot touching it again, in steady straight walking.',
  unit: 's',
  of: 'stride',
  digits: 2,
  better: 'neither',
  plausible: [0.6, 3],
  sources: [zijlstra2003],
  compute: (trial) => meanOverStrides(trial, steadyStrideTimesS(trial), mean),
});
