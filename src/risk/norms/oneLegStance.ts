import { hundredths, seconds } from '../cutOff.ts';
import { rowFor } from './byAge.ts';
import { defineNorm } from './define.ts';

/** Means, s. */
const MEANS = [
  { from: 60, to: 69, mean: 27 },
  { from: 70, to: 79, mean: 17.2 },
  { from: 80, to: 99, mean: 8.5 },
];

export const oneLegStanceMean = defineNorm({
  id: 'oneLegStance.bohannon2006',
  outcomes: ['functionTests.oneLegStanceS', 'stance.heldTime'],
  source: { citation: 'Bohannon 2006, single-limb stance times: a descriptive meta-analysis, Top Geriatr Rehabil 22(1):70-77', place: 'mean by decade, eyes open' },
  compare: (value, person, { circumstances: { feet, eyes, surface }, stoppedAtS }) => {
    if (feet !== 'oneLeg') return null;
    if (eyes === 'closed' || surface === 'foam') return { status: 'no-norm', text: 'No norm: its means are for open eyes on firm ground.' };
    const found = rowFor(MEANS, person, false);
    if ('none' in found) return found.none;
    const { mean } = found.row;
    const held = hundredths(value);
    if (stoppedAtS !== undefined && held >= stoppedAtS && stoppedAtS < mean) {
      return { status: 'no-norm', text: `No norm: the stance was stopped at ${stoppedAtS} s, and the mean for ${found.people} is ${mean.toFixed(1)} s.` };
    }
    return { status: 'mean', text: `${seconds(held)} s is ${held < mean ? 'shorter than' : 'not shorter than'} the mean of ${mean.toFixed(1)} s for ${found.people}. The source gives no band here, so it is not judged.` };
  },
});
