import { defineInstrument } from '../define.ts';

const source = {
  citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)',
  doi: '10.1093/ageing/afac205',
  url: 'https://worldfallsguidelines.com/algorithm',
  place: 'Algorithm and its note on fall severity',
} as const;

const wording = {
  origin: 'own',
  why: 'Our own plain words: the guideline is CC BY-NC and gives criteria, not questions.',
} as const;

export const fallsHistory = defineInstrument({
  id: 'fallsHistory',
  title: 'Falls in the past 12 months',
  purpose: 'How often the person fell and how severe the falls were.',
  answers: [
    { id: 'falls.past12Months', label: 'How many times did the person fall in the past 12 months?', kind: 'count', min: 0, max: 365, unit: '{falls}', wording, source },
    { id: 'falls.injuryNeedingPhysician', label: 'Did a fall in the past 12 months cause an injury that needed a physician?', kind: 'yesNo', wording, source },
    { id: 'falls.emergencyVisit', label: 'Did a fall in the past 12 months lead to a visit to an emergency department?', kind: 'yesNo', wording, source },
    {
      id: 'falls.unableToGetUp',
      label: 'After a fall in the past 12 months, did the person lie on the floor unable to get up?',
      hint: 'The algorithm sets no shortest time: any time on the floor unable to get up counts.',
      kind: 'yesNo',
      wording,
      source,
    },
    { id: 'falls.lossOfConsciousness', label: 'Was there a loss of consciousness or a suspected faint with a fall in the past 12 months?', kind: 'yesNo', wording, source },
    { id: 'falls.presentedWithFall', label: 'Did the person come today because of a fall?', kind: 'yesNo', wording, source },
  ],
});
