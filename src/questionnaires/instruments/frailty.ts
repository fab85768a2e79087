import { defineInstrument } from '../define.ts';

const source = {
  citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)',
  doi: '10.1093/ageing/afac205',
  url: 'https://worldfallsguidelines.com/algorithm',
  place: 'Note to the algorithm: frailty, commonly by the frailty phenotype or the Clinical Frailty Scale',
} as const;

const wording = {
  origin: 'own',
  why: 'Our own words. The descriptions of the nine grades of the Clinical Frailty Scale are not shown: their rights are unclear.',
} as const;

export const frailty = defineInstrument({
  id: 'frailty',
  title: 'Frailty',
  purpose: 'Whether a professional judges the person frail, and how.',
  answers: [
    { id: 'frailty.frail', label: 'Is the person frail, in your judgement?', kind: 'yesNo', wording, source },
    {
      id: 'frailty.method',
      label: 'How was frailty judged?',
      kind: 'word',
      words: [
        { value: 'frailtyPhenotype', label: 'Frailty phenotype' },
        { value: 'clinicalFrailtyScale', label: 'Clinical Frailty Scale' },
        { value: 'clinicalJudgement', label: 'Clinical judgement' },
      ],
      wording,
      source,
    },
    {
      id: 'frailty.clinicalFrailtyScale',
      label: 'Clinical Frailty Scale, 1 to 9',
      hint: 'Use the chart of the scale itself. Used only where the question "frail" is left out.',
      kind: 'count',
      min: 1,
      max: 9,
      unit: '{points}',
      wording,
      source,
    },
  ],
});
