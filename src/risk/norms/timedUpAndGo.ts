import { hundredths, seconds } from '../cutOff.ts';
import { SLOW_TUG_S, tugSource } from '../steadiFunctionTests.ts';
import { rowFor } from './byAge.ts';
import { defineNorm } from './define.ts';

/** From "go" to seated: the time of the movement alone is another outcome and has no norm. */
const OUTCOMES = ['functionTests.timedUpAndGoS', 'tug.duration'];
/** Mean and its 95 % confidence interval, s. */
const ROWS = [
  { from: 60, to: 69, mean: 8.1, low: 7.1, high: 9 },
  { from: 70, to: 79, mean: 9.2, low: 8.2, high: 10.2 },
  { from: 80, to: 99, mean: 11.3, low: 10, high: 12.7 },
];

export const timedUpAndGoNorm = defineNorm({
  id: 'timedUpAndGo.bohannon2006',
  outcomes: OUTCOMES,
  source: { citation: 'Bohannon 2006, J Geriatr Phys Ther 29(2):64-68', place: 'mean and 95 % confidence interval by decade; longer than the upper limit is worse than average' },
  compare: (value, person) => {
    const found = rowFor(ROWS, person, false);
    if ('none' in found) return found.none;
    const { mean, low, high } = found.row;
    const worse = hundredths(value) > high;
    return { status: worse ? 'worse' : 'average', text: `${seconds(value)} s is ${worse ? 'longer than' : 'within'} the upper limit of ${high.toFixed(1)} s for ${found.people} (mean ${mean.toFixed(1)} s, ${low.toFixed(1)} to ${high.toFixed(1)} s): ${worse ? 'worse than average' : 'not worse than average'}.` };
  },
});

export const timedUpAndGoSteadi = defineNorm({
  id: 'timedUpAndGo.steadi',
  outcomes: OUTCOMES,
  source: tugSource,
  compare: (value) => {
    const beyond = hundredths(value) >= SLOW_TUG_S;
    return { status: beyond ? 'beyond' : 'within', text: `${seconds(value)} s is ${beyond ? 'at or above' : 'below'} the cut-off of ${SLOW_TUG_S} s.` };
  },
});

const WFG_TUG_S = 15;

export const timedUpAndGoWfg = defineNorm({
  id: 'timedUpAndGo.worldFallsGuidelines',
  outcomes: OUTCOMES,
  source: { citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)', doi: '10.1093/ageing/afac205', place: 'Algorithm, gait step' },
  compare: (value) => {
    const beyond = hundredths(value) > WFG_TUG_S;
    return { status: beyond ? 'beyond' : 'within', text: `${seconds(value)} s is ${beyond ? 'above' : 'not above'} the cut-off of ${WFG_TUG_S} s.` };
  },
});
