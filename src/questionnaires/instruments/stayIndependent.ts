import { defineInstrument } from '../define.ts';

export const stayIndependent = defineInstrument({
  id: 'stayIndependent',
  title: 'Stay Independent checklist',
  purpose: 'The total of the 12-item checklist, filled in on paper.',
  answers: [
    {
      id: 'stayIndependent.total',
      label: 'Stay Independent checklist, total score',
      hint: 'Two items give 2 points each, ten items give 1 point each: 0 to 14.',
      kind: 'count',
      min: 0,
      max: 14,
      unit: '{points}',
      wording: {
        origin: 'own',
        why: 'Only the total is asked. The 12 items come from the Greater Los Angeles VA GRECC and affiliates with the CDC; no licence for their text was found, so they are not shown.',
      },
      source: {
        citation: 'CDC STEADI, Stay Independent brochure, 2017 (from the Greater Los Angeles VA GRECC and affiliates)',
        url: 'https://loinc.org/97874-2',
        place: 'Total score, 0 to 14',
      },
    },
  ],
});
