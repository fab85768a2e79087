import type { Source } from '../../../model/index.ts';
import { borderlineSeconds, borderlineWalkingSpeed, hundredths, metresPerSecond, seconds, walkingSpeedSem } from '../../cutOff.ts';
import { SLOW_TUG_S, tugSource } from '../../steadiFunctionTests.ts';
import { timedUpAndGoOf } from '../../measuredTests.ts';
import type { EvidenceDomain, EvidenceInputs, Judgement } from '../define.ts';
import { exercise } from '../exercise.ts';
import { lookAt, shownAs } from '../metricEvidence.ts';

const speedSource: Source = {
  citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)',
  doi: '10.1093/ageing/afac205',
  url: 'https://worldfallsguidelines.com/algorithm',
  place: 'Algorithm, gait step',
};
const SLOW_MPS = 0.8;

type Voting = Judgement<'concern' | 'borderline' | 'ok' | 'invalid' | 'missing'>;

function walkingSpeed(inputs: EvidenceInputs): Voting {
  const look = lookAt('gait.walkingSpeed', inputs);
  const { mps, population, source } = walkingSpeedSem;
  const cutOff = { text: `${metresPerSecond(SLOW_MPS)} m/s or less`, value: SLOW_MPS };
  if (look.unusable) return { ...look.unusable, threshold: cutOff };
  const { origin, flags = [] } = look.traced;
  // The error of a sensor says nothing about a stopwatch.
  const threshold = origin?.kind === 'entered' ? cutOff : { ...cutOff, sem: { value: mps, population, source } };
  const reading = { value: hundredths(look.traced.value), source: origin?.kind ?? 'measured', flags };
  const borderline = borderlineWalkingSpeed(reading, SLOW_MPS);
  const slow = reading.value <= SLOW_MPS;
  return {
    ...look.traced,
    threshold,
    status: borderline !== null ? 'borderline' : slow ? 'concern' : 'ok',
    text: borderline ?? `Walking speed is ${metresPerSecond(reading.value)} m/s, ${slow ? 'at or below' : 'above'} ${metresPerSecond(SLOW_MPS)} m/s.`,
  };
}

function timedUpAndGo({ answers, metrics }: EvidenceInputs): Voting {
  const found = timedUpAndGoOf(answers, metrics);
  const threshold = { text: `${SLOW_TUG_S} s or more`, value: SLOW_TUG_S };
  if (found === undefined) return { status: 'missing', value: null, threshold, text: 'The Timed Up and Go is neither entered nor measured from a go mark on.', inputsMissing: ['functionTests.timedUpAndGoS'] };
  const { value: tug, by, source: kind, algorithm, flags } = found;
  const borderline = borderlineSeconds('Timed Up and Go', tug, SLOW_TUG_S);
  const slow = hundredths(tug) >= SLOW_TUG_S;
  return {
    status: borderline !== null ? 'borderline' : slow ? 'concern' : 'ok',
    value: tug,
    origin: { kind, ...(algorithm !== undefined && { algorithm }) },
    flags,
    threshold,
    text: borderline ?? `Timed Up and Go took ${seconds(tug)} s${by}, ${slow ? 'at or above' : 'below'} ${SLOW_TUG_S} s.`,
  };
}

/** How fast the person gets about. Both guidelines take the Timed Up and Go in the place of walking speed, so they share a vote. */
export const pace: EvidenceDomain = {
  id: 'pace',
  label: 'Walking pace and mobility',
  advice: exercise,
  rules: [
    { ...shownAs('gait.walkingSpeed'), grade: 'A', source: speedSource, judge: walkingSpeed },
    { id: 'functionTests.timedUpAndGoS', label: 'Timed Up and Go', unit: 's', grade: 'A', source: tugSource, judge: timedUpAndGo },
  ],
};
