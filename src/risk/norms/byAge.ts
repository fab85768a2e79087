import type { NormResult, Sex } from '../../model/index.ts';
import { spoken } from '../steps.ts';
import type { Person } from './define.ts';

/** A row of a printed table: ages from and to, both within. */
export interface AgeRow {
  readonly from: number;
  readonly to: number;
}

/** A cell of it for one person, with the words for whom it speaks. */
export type Found<Row> = { readonly row: Row; readonly sex?: Sex; readonly people: string } | { readonly none: Pick<NormResult, 'status' | 'text'> };

/**
 * The row for a person. Part years count down: somebody is 69 until the 70th birthday.
 * @param sexes whether the table goes by sex
 */
export function rowFor<Row extends AgeRow>(rows: readonly Row[], { ageYears, sex }: Person, sexes: boolean): Found<Row> {
  const none = (why: string) => ({ none: { status: 'no-norm', text: `No norm: ${why}.` } }) as const;
  const unknown = [...(ageYears === undefined ? ['the age'] : []), ...(sexes && sex === undefined ? ['the sex'] : [])];
  if (ageYears === undefined || unknown.length > 0) return none(`the table goes by ${sexes ? 'age and sex' : 'age'}, and ${spoken(unknown)} ${unknown.length === 1 ? 'is' : 'are'} missing`);
  const age = Math.floor(ageYears);
  const row = rows.find(({ from, to }) => age >= from && age <= to);
  if (!row) return none(`the table has no row for ${age} years`);
  const who = !sexes ? 'people' : sex === 'M' ? 'men' : 'women';
  return { row, ...(sex === undefined ? {} : { sex }), people: `${who} of ${row.from} to ${row.to} years` };
}
