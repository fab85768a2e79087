import type { Participant, Sex } from '../../../model/index.ts';
import { damaged, shown } from '../../damage.ts';
import { parseJsonObject } from '../../jsonText.ts';
import type { TableRow } from '../../table.ts';
import { parseTable } from '../../table.ts';

/** One number of a participant: the units a dataset may use, as factors to ours, and what a person can have. */
export const PERSON_NUMBERS = {
  ageYears: { column: 'age', unit: 'years', units: { years: 1, year: 1, yr: 1, y: 1, a: 1 }, min: 0, max: 120 },
  heightCm: { column: 'height', unit: 'cm', units: { cm: 1, m: 100, mm: 0.1 }, min: 50, max: 250 },
  legLengthCm: { column: 'leg_length', unit: 'cm', units: { cm: 1, m: 100, mm: 0.1 }, min: 20, max: 150 },
  massKg: { column: 'weight', unit: 'kg', units: { kg: 1, g: 0.001 }, min: 2, max: 400 },
} as const satisfies Record<string, NumberField>;

interface NumberField {
  readonly column: string;
  readonly unit: string;
  readonly units: Readonly<Record<string, number>>;
  readonly min: number;
  readonly max: number;
}

export const SEXES: ReadonlyMap<string, Sex | null> = new Map([['f', 'F'], ['female', 'F'], ['m', 'M'], ['male', 'M'], ['o', null], ['other', null]]);

/** Units by column as participants.json states them. */
export type ColumnUnits = ReadonlyMap<string, string>;

/** Reads the units from participants.json. Throws AppError BAD_RECORDING. */
export function parseUnits(path: string, text: string): ColumnUnits {
  const units = new Map<string, string>();
  for (const [column, description] of Object.entries(parseJsonObject(path, text))) {
    if (typeof description === 'object' && description !== null && 'Units' in description && typeof description.Units === 'string') {
      units.set(column.toLowerCase(), description.Units.trim().toLowerCase());
    }
  }
  return units;
}

/**
 * Reads one person from participants.tsv; what is unknown is absent. A person who is not in the table has only an id.
 * Throws AppError BAD_RECORDING, naming the field, where a value is impossible.
 *
 * @param id `sub-01`; null takes the only row there is.
 * @param units Where a column's unit is not stated: years, cm, kg.
 */
export function parseParticipant(path: string, text: string, id: string | null, units: ColumnUnits = new Map()): Participant | null {
  const { rows } = parseTable(path, text, ['participant_id']);
  const bare = (label: string | null): string | undefined => label?.replace(/^sub-/, '');
  const [row, second] = id === null ? rows : rows.filter((candidate) => bare(candidate.cell('participant_id')) === bare(id));
  if (second) throw damaged(path, second.line, id === null ? 'more than one person; one was expected.' : `${id} is there twice; delete one of the rows.`, 'participant_id');
  if (!row) return id === null ? null : { id };
  const person: { -readonly [K in keyof Participant]: Participant[K] } = { id: id ?? row.cell('participant_id') ?? 'n/a' };
  for (const key of Object.keys(PERSON_NUMBERS) as (keyof typeof PERSON_NUMBERS)[]) {
    const value = numberOf(path, row, PERSON_NUMBERS[key], units);
    if (value !== null) person[key] = value;
  }
  const word = row.cell('sex');
  const sex = word === null ? null : SEXES.get(word.toLowerCase());
  if (sex === undefined) throw damaged(path, row.line, `the sex ${shown(word ?? '')} is unknown; write F, M or n/a.`, 'sex');
  if (sex !== null) person.sex = sex;
  return person;
}

function numberOf(path: string, row: TableRow, field: NumberField, units: ColumnUnits): number | null {
  const text = row.cell(field.column);
  if (text === null) return null;
  const unit = units.get(field.column) ?? field.unit;
  if (!Object.hasOwn(field.units, unit)) {
    throw damaged(path, null, `participants.json gives ${field.column} in ${shown(unit)}, which is not known here; use ${Object.keys(field.units).join(', ')}.`, field.column);
  }
  const factor = field.units[unit];
  // BIDS writes every age above 89 as 89+, so that nobody can be known by it.
  const value = Number(field.column === 'age' ? text.replace(/^(\d+)\+$/, '$1') : text);
  if (Number.isNaN(value)) throw damaged(path, row.line, `the ${field.column} ${shown(text)} is not a number; write ${unit}, or n/a where it is unknown.`, field.column);
  const converted = factor === 1 ? value : Number((value * factor).toPrecision(12));
  if (!(converted >= field.min && converted <= field.max)) {
    const hint = field.column === 'height' || field.column === 'leg_length' ? `; if the table is in metres, say "${field.column}": {"Units": "m"} in participants.json` : '';
    throw damaged(path, row.line, `the ${field.column} ${shown(text)} ${unit} is not possible for a person (${field.min} to ${field.max} ${field.unit}); correct it or write n/a${hint}.`, field.column);
  }
  return converted;
}

/** The table of one person in our own units, for an archive: other people of the dataset are nobody's business there. */
export function participantTable(person: Participant): string {
  const keys = Object.keys(PERSON_NUMBERS) as (keyof typeof PERSON_NUMBERS)[];
  const names = ['participant_id', 'sex', ...keys.map((key) => PERSON_NUMBERS[key].column)];
  const cells = [person.id ?? 'n/a', person.sex ?? 'n/a', ...keys.map((key) => person[key] ?? 'n/a')];
  return `${names.join('\t')}\n${cells.join('\t')}\n`;
}
