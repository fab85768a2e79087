import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { geriatricChangeLimit, zijlstra2003 } from '../sources.ts';
import { meanOverStrides, steadyStrideTimesS } from './evidence.ts';

export const cadence = defineMetric({
  id: 'gait.cadence',
  version: 1,
  label: 'Cadence',
  definition: 'Steps per minute in steady straight walking: two steps over the mean stride time.',
  unit: '{steps}/min',
  of: 'stride',
  digits: 0,
  better: 'neither',
  plausible: [30, 180],
  sources: [zijlstra2003],
  changeLimit: geriatricChangeLimit(12.2),
  compute: (trial) => meanOverStrides(trial, steadyStrideTimesS(trial), (times) => (2 * 60) / mean(times)),
});
