import type { Source } from '../../../model/index.ts';
import { fallFacts } from '../../../questionnaires/index.ts';
import type { EvidenceDomain, EvidenceInputs, Judgement } from '../define.ts';

const source: Source = {
  citation: 'CDC STEADI, Algorithm for Fall Risk Screening, Assessment, and Intervention, 2019; also World Falls Guidelines 2022',
  url: 'https://www.cdc.gov/steadi/media/pdfs/STEADI-Algorithm-508.pdf',
  place: 'Screening step: a fall in the past year',
};

function falls({ answers }: EvidenceInputs): Judgement<'concern' | 'ok' | 'missing'> {
  const { fell } = fallFacts(answers);
  const count = answers['falls.past12Months'];
  const threshold = { text: '1 fall or more in the past 12 months', value: 1 };
  if (fell === undefined) return { status: 'missing', value: null, threshold, text: 'It is not entered whether the person fell.', inputsMissing: ['falls.past12Months'] };
  const told = count === undefined ? `${fell ? 'A' : 'No'} fall in the past 12 months is reported` : `The number of falls in the past 12 months is ${count}`;
  return {
    status: fell ? 'concern' : 'ok',
    value: count ?? fell,
    origin: { kind: 'entered' },
    threshold,
    text: fell ? `${told}; 1 or more is a reason to look closer.` : `${told}.`,
  };
}

export const history: EvidenceDomain = {
  id: 'history',
  label: 'Fall history',
  rules: [{ id: 'falls.past12Months', label: 'Falls in the past 12 months', unit: '{falls}', grade: 'A', source, judge: falls }],
};
