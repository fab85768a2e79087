import type { Source } from '../../../model/index.ts';
import type { EvidenceDomain, EvidenceInputs, Judgement } from '../define.ts';

const keyQuestions: Source = {
  citation: 'World Falls Guidelines 2022 and CDC STEADI 2019',
  url: 'https://worldfallsguidelines.com/algorithm',
  place: 'Three key questions',
};
const delbaere: Source = {
  citation: 'Delbaere 2010, Age and Ageing (cut-points of the FES-I and Short FES-I)',
  url: 'https://sites.manchester.ac.uk/fes-i',
  place: 'Three levels: 7 to 8, 9 to 13, 14 to 28; a version with two levels exists',
};
const MODERATE_FROM = 9;
const HIGH_FROM = 14;

type Entered = Judgement<'watch' | 'borderline' | 'ok' | 'missing'>;

const yesNo = (id: 'keyQuestions.worried' | 'keyQuestions.unsteady', doing: string) => ({ answers }: EvidenceInputs): Entered => {
  const yes = answers[id];
  const threshold = { text: 'the answer yes' };
  if (yes === undefined) return { status: 'missing', value: null, threshold, text: `It is not entered whether the person ${doing}.`, inputsMissing: [id] };
  return { status: yes ? 'watch' : 'ok', value: yes, origin: { kind: 'entered' }, threshold, text: `Asked whether the person ${doing}: ${yes ? 'yes' : 'no'}.` };
};

function shortFesI({ answers }: EvidenceInputs): Entered {
  const total = answers['shortFesI.total'];
  const threshold = { text: `${MODERATE_FROM} points or more`, value: MODERATE_FROM };
  if (total === undefined) return { status: 'missing', value: null, threshold, text: 'The Short FES-I is not entered.', inputsMissing: ['shortFesI.total'] };
  const level = total >= HIGH_FROM ? 'high' : total >= MODERATE_FROM ? 'moderate' : 'low';
  const edge = total === MODERATE_FROM;
  return {
    status: edge ? 'borderline' : total > MODERATE_FROM ? 'watch' : 'ok',
    value: total,
    origin: { kind: 'entered' },
    threshold,
    text: `${edge ? 'Borderline: ' : ''}${edge ? 'the' : 'The'} Short FES-I total is ${total}: ${level} concern about falling${edge ? `, exactly at its limit of ${MODERATE_FROM}` : ''}.`,
  };
}

/** What the person feels. No cut-off of a guideline, so it may ask to watch and never counts. */
export const confidence: EvidenceDomain = {
  id: 'confidence',
  label: 'Confidence',
  rules: [
    { id: 'shortFesI.total', label: 'Short FES-I', unit: '{points}', grade: 'B', source: delbaere, judge: shortFesI },
    { id: 'keyQuestions.worried', label: 'Worry about falling', unit: '1', grade: 'B', source: keyQuestions, judge: yesNo('keyQuestions.worried', 'worries about falling') },
    { id: 'keyQuestions.unsteady', label: 'Feeling unsteady', unit: '1', grade: 'B', source: keyQuestions, judge: yesNo('keyQuestions.unsteady', 'feels unsteady when standing or walking') },
  ],
};
