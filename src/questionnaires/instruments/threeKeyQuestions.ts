import { defineInstrument } from '../define.ts';

const source = {
  citation: 'CDC STEADI, Algorithm for Fall Risk Screening, Assessment, and Intervention, 2019; also World Falls Guidelines 2022',
  url: 'https://www.cdc.gov/steadi/media/pdfs/STEADI-Algorithm-508.pdf',
  place: 'Screening step, three key questions',
} as const;

const wording = {
  origin: 'own',
  why: 'Our own words for three short questions that two guidelines share.',
} as const;

export const threeKeyQuestions = defineInstrument({
  id: 'threeKeyQuestions',
  title: 'Three key questions',
  purpose: 'A short screen that decides whether to look closer.',
  answers: [
    {
      id: 'keyQuestions.fell',
      label: 'Has the person fallen in the past 12 months?',
      hint: 'May be left out when the number of falls is entered: it follows from the number.',
      kind: 'yesNo',
      wording,
      source,
    },
    { id: 'keyQuestions.unsteady', label: 'Does the person feel unsteady when standing or walking?', kind: 'yesNo', wording, source },
    { id: 'keyQuestions.worried', label: 'Does the person worry about falling?', kind: 'yesNo', wording, source },
  ],
});
