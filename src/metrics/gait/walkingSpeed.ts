import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { geriatricChangeLimit, perera2006, zijlstra2003 } from '../sources.ts';
import { lengthsAreUnknown, meanOverStrides, NO_HEIGHT, steadyStrides } from './evidence.ts';

export const walkingSpeed = defineMetric({
  id: 'gait.walkingSpeed',
  version: 1,
  label: 'Walking speed',
  definition: 'Mean over steady straight strides of stride length over stride time; the length is measured where both feet carry a sensor, else estimated from the rise and fall of the lower back.',
  unit: 'm/s',
  of: 'stride',
  digits: 2,
  better: 'higher',
  plausible: [0.1, 2.5],
  sources: [zijlstra2003],
  changeLimit: geriatricChangeLimit(0.18),
  meaningfulChange: perera2006(0.1),
  compute: (trial) => {
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    const speeds: number[] = [];
    for (const { stride } of steadyStrides(trial)) if (stride.lengthM !== null) speeds.push((stride.lengthM * trial.sampleRateHz) / (stride.end - stride.start));
    return meanOverStrides(trial, speeds, mean);
  },
});
