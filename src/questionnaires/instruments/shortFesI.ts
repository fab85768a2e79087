import { defineInstrument } from '../define.ts';

export const shortFesI = defineInstrument({
  id: 'shortFesI',
  title: 'Short FES-I',
  purpose: 'The total of the 7-item questionnaire on concern about falling, filled in on paper.',
  answers: [
    {
      id: 'shortFesI.total',
      label: 'Short FES-I, total score',
      hint: '7 items of 1 to 4 points each: 7 to 28. With one item missing: the mean of the other six times 7, to a whole number. With more missing, leave it out.',
      kind: 'count',
      min: 7,
      max: 28,
      unit: '{points}',
      wording: {
        origin: 'own',
        why: 'Only the total is asked. The items are free for clinicians with a reference, but no licence to show them in software was found.',
      },
      source: { citation: 'Kempen 2008, Short FES-I; Falls Efficacy Scale International', url: 'https://sites.manchester.ac.uk/fes-i', place: 'Total score, 7 to 28' },
    },
  ],
});
