import { isMissing } from '../../model/index.ts';
import { defineMetric } from '../define.ts';
import { cdcFourStage } from '../sources.ts';
import { stanceOf } from './define.ts';

export const stanceHeldTime = defineMetric({
  id: 'stance.heldTime',
  version: 1,
  label: 'Time held',
  definition: 'Time from the beginning of the stance (the "go", or where the trunk became calm) until a foot was put elsewhere, the balance was lost, the end was marked, or the time of the test was over.',
  unit: 's',
  of: 'stance',
  digits: 2,
  better: 'higher',
  plausible: [0, 60],
  sources: [cdcFourStage],
  needsTrunk: true,
  compute(trial) {
    const held = stanceOf(trial)?.held ?? { missing: 'No stance was found in this recording.' };
    return { ...held, n: isMissing(held) ? 0 : 1 };
  },
});
