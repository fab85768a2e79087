import type { EvidenceDomain } from './define.ts';

/** What the World Falls Guidelines link to weak legs, slow walking and poor balance. */
export const exercise: NonNullable<EvidenceDomain['advice']> = {
  text: 'The World Falls Guidelines recommend exercise that challenges balance and trains everyday movements, three or more times a week for at least 12 weeks (grade 1A).',
  source: {
    citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)',
    doi: '10.1093/ageing/afac205',
    place: 'Recommendation on exercise',
  },
};
