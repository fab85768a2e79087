import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { geriatricChangeLimit } from '../sources.ts';
import { meanOverStrides, NO_SIDES, steadySteps, steadyStepTimesS } from './evidence.ts';

export const stepTimeAsymmetry = defineMetric({
  id: 'gait.stepTimeAsymmetry',
  version: 1,
  label: 'Step-time asymmetry',
  definition: 'Difference between the mean left and the mean right step time as a share of their average; a step belongs to the foot that lands.',
  unit: '%',
  of: 'step',
  digits: 1,
  better: 'lower',
  plausible: [0, 100],
  sources: [{ citation: 'Robinson, Herzog & Nigg 1987, J Manipulative Physiol Ther 10(4):172-176', place: 'symmetry index' }],
  changeLimit: geriatricChangeLimit(14.2),
  compute: (trial) => {
    if (trial.bouts.length > 0 && !trial.hasGyroscope) return { missing: NO_SIDES, n: 0 };
    const { left, right } = steadyStepTimesS(trial);
    // A mean of each foot needs steps of each: counted by the scarcer one.
    const scarcer = left.length < right.length ? left : right;
    const outcome = meanOverStrides(trial, scarcer, () => (100 * Math.abs(mean(left) - mean(right))) / ((mean(left) + mean(right)) / 2));
    return { ...outcome, n: steadySteps(trial).length };
  },
});
