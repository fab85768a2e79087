import type { Source } from '../model/index.ts';

/** Sources that several tests share. */
export const montero2022: Source = {
  citation: 'Montero-Odasso 2022, Age Ageing 51(9):afac205',
  doi: '10.1093/ageing/afac205',
  place: 'usual gait speed as the gait and balance test',
};
export const ats2002: Source = {
  citation: 'American Thoracic Society 2002, Am J Respir Crit Care Med 166(1):111-117',
  doi: '10.1164/ajrccm.166.1.at1102',
  place: 'six-minute walk: corridor, rests allowed, what to say',
};
