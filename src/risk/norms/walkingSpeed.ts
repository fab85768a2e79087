import type { NormResult } from '../../model/index.ts';
import { hundredths, metresPerSecond } from '../cutOff.ts';
import { countsForRules } from '../usualWalk.ts';
import { rowFor } from './byAge.ts';
import { defineNorm, type Taken } from './define.ts';

const OUTCOMES = ['gait.walkingSpeed', 'walk.courseSpeed'];

/** Means, m/s. No spread was found in the source, so there is no band. */
const MEANS = [
  { from: 20, to: 29, M: 1.36, F: 1.34 },
  { from: 30, to: 39, M: 1.43, F: 1.34 },
  { from: 40, to: 49, M: 1.43, F: 1.39 },
  { from: 50, to: 59, M: 1.43, F: 1.31 },
  { from: 60, to: 69, M: 1.34, F: 1.24 },
  { from: 70, to: 79, M: 1.26, F: 1.13 },
  { from: 80, to: 99, M: 0.97, F: 0.94 },
];

const notUsual = ({ circumstances }: Taken): Pick<NormResult, 'status' | 'text'> | null =>
  countsForRules(circumstances) ? null : { status: 'no-norm', text: 'No norm: it is for walking forward at usual pace with nothing else to do.' };

export const walkingSpeedMean = defineNorm({
  id: 'walkingSpeed.bohannonAndrews2011',
  outcomes: OUTCOMES,
  source: { citation: 'Bohannon & Andrews 2011, Physiotherapy 97(3):182-189', url: 'https://pubmed.ncbi.nlm.nih.gov/21820535', place: 'mean usual gait speed by decade and sex, 41 studies' },
  compare: (value, person, taken) => {
    const other = notUsual(taken);
    if (other) return other;
    // Over the ten metres with a run-up the start is not timed either.
    if (taken.steady !== true && taken.protocol !== 'tenMetreWalk') {
      return { status: 'no-norm', text: 'No norm: its means do not hold for a short course that is timed from the command "go".' };
    }
    const found = rowFor(MEANS, person, true);
    if ('none' in found) return found.none;
    const mean = found.row[found.sex!];
    const apart = hundredths(hundredths(value) - mean);
    const where = apart === 0 ? 'at' : `${metresPerSecond(Math.abs(apart))} m/s ${apart < 0 ? 'below' : 'above'}`;
    return { status: 'mean', text: `${metresPerSecond(value)} m/s is ${where} the mean of ${metresPerSecond(mean)} m/s for ${found.people}. The source gives no band, so it is not judged.` };
  },
});

const SLOW_MPS = 0.8;

export const slowWalking = defineNorm({
  id: 'walkingSpeed.worldFallsGuidelines',
  outcomes: OUTCOMES,
  source: { citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)', doi: '10.1093/ageing/afac205', url: 'https://worldfallsguidelines.com/algorithm', place: 'Algorithm, gait step' },
  compare: (value, _, taken) => {
    if (!countsForRules(taken.circumstances)) return null;
    const beyond = hundredths(value) <= SLOW_MPS;
    return { status: beyond ? 'beyond' : 'within', text: `${metresPerSecond(value)} m/s is ${beyond ? 'at or below' : 'above'} the cut-off of ${metresPerSecond(SLOW_MPS)} m/s.` };
  },
});
