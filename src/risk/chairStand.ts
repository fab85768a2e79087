import type { Sex, Source } from '../model/index.ts';

export const chairStandSource: Source = {
  citation: 'CDC STEADI, 30-Second Chair Stand, form of 2017',
  url: 'https://www.cdc.gov/steadi',
  place: 'Below average scores by age and sex',
};

/** A score below the number is below average. Rows as printed; there is no row under 60 or from 95 on. */
const belowAverage: readonly { readonly fromAge: number; readonly M: number; readonly F: number }[] = [
  { fromAge: 60, M: 14, F: 12 },
  { fromAge: 65, M: 12, F: 11 },
  { fromAge: 70, M: 12, F: 10 },
  { fromAge: 75, M: 11, F: 10 },
  { fromAge: 80, M: 10, F: 9 },
  { fromAge: 85, M: 8, F: 8 },
  { fromAge: 90, M: 7, F: 4 },
];
const ROW_YEARS = 5;

/**
 * The number of stands in 30 s below which a score is below average.
 *
 * @param ageYears - age in years; part years count down
 * @returns null where the form has no row: the table is never extended
 */
export function chairStandCutOff(ageYears: number, sex: Sex): number | null {
  const age = Math.floor(ageYears);
  return belowAverage.find((row) => age >= row.fromAge && age < row.fromAge + ROW_YEARS)?.[sex] ?? null;
}
