import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { geriatricChangeLimit } from '../sources.ts';
import { lengthsAreUnknown, meanOverStrides, NO_HEIGHT, steadyStrideLengthsM, steadyStrides } from './evidence.ts';

const MM = 1000;
const STEPS_A_STRIDE = 2;

export const walkRatio = defineMetric({
  id: 'gait.walkRatio',
  version: 1,
  label: 'Walk ratio',
  definition: 'Step length over cadence in steady straight walking: short quick steps make it small, and at a comfortable pace a person keeps much the same ratio.',
  unit: 'mm.min/{steps}',
  of: 'stride',
  digits: 1,
  better: 'neither',
  plausible: [1.5, 12],
  sources: [
    { citation: 'Sekiya & Nagasaki 1998, Gait Posture 7(3):225-227' },
    { citation: 'Murakami & Otaka 2017, J Phys Ther Sci 29', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC5430280', place: 'the ratio holds above about 62 m/min and rises below' },
  ],
  changeLimit: geriatricChangeLimit(1.2),
  compute: (trial) => {
    if (lengthsAreUnknown(trial)) return { missing: NO_HEIGHT, n: 0 };
    const lengths = steadyStrideLengthsM(trial);
    const timesS: number[] = [];
    for (const { stride } of steadyStrides(trial)) if (stride.lengthM !== null) timesS.push((stride.end - stride.start) / trial.sampleRateHz);
    return meanOverStrides(trial, lengths, () => (MM * mean(lengths)) / STEPS_A_STRIDE / ((STEPS_A_STRIDE * 60) / mean(timesS)));
  },
});
