import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Participant, RecordingData } from '../../model/index.ts';
import { AppError } from '../../model/index.ts';
import { tsv } from './text.ts';

/** Columns of participants.tsv that a recording fills, with what participants.json says of them. */
const COLUMNS: readonly { readonly name: string; readonly key: Exclude<keyof Participant, 'id'>; readonly unit?: string }[] = [
  { name: 'age', key: 'ageYears', unit: 'years' },
  { name: 'sex', key: 'sex' },
  { name: 'height', key: 'heightCm', unit: 'cm' },
  { name: 'weight', key: 'massKg', unit: 'kg' },
  { name: 'leg_length', key: 'legLengthCm', unit: 'cm' },
];

export const PARTICIPANT_UNITS = Object.fromEntries(
  COLUMNS.map(({ name, unit }) => [name, unit === undefined ? { Levels: { F: 'female', M: 'male' } } : { Units: unit }]),
);

/**
 * The dataset's participants.tsv with this person in it. Other people, other columns and what the recording does not know stay as they are.
 * Throws AppError BAD_RECORDING where the table there is damaged or in other units: it is not ours to mend.
 */
export async function mergedParticipants(folder: string, { subject, participant }: Pick<RecordingData, 'subject' | 'participant'>): Promise<{ readonly table: string; readonly isNew: boolean }> {
  const path = join(folder, 'participants.tsv');
  const existing = await textOf(path);
  const lines = (existing ?? 'participant_id').replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  const [names, ...rows] = lines.map((line) => line.split('\t'));
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged >= 0) throw damaged(path, `participants.tsv line ${ragged + 2}: the line has another number of columns (${rows[ragged].length}) than the first line (${names.length}); correct it first.`);
  const idColumn = names.indexOf('participant_id');
  if (idColumn < 0) throw damaged(path, 'participants.tsv line 1: the column "participant_id" is missing; correct it first.');
  await checkUnits(folder);

  const id = `sub-${subject}`;
  let row = rows.find((candidate) => candidate[idColumn] === id);
  if (!row) rows.push(row = names.map((_, i) => (i === idColumn ? id : 'n/a')));
  for (const { name, key } of COLUMNS) {
    const value = participant?.[key];
    if (value === undefined) continue;
    if (!names.includes(name)) {
      names.push(name);
      for (const each of rows) each.push('n/a');
    }
    row[names.indexOf(name)] = String(value);
  }
  return { table: tsv([names, ...rows]), isNew: existing === null };
}

async function checkUnits(folder: string): Promise<void> {
  const path = join(folder, 'participants.json');
  const text = await textOf(path);
  if (text === null) return;
  let columns: Record<string, { Units?: unknown } | null | undefined> | null;
  try {
    columns = JSON.parse(text) as typeof columns;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw damaged(path, 'participants.json: the file is not valid JSON; correct it first.');
  }
  for (const { name, unit } of COLUMNS) {
    const units = columns?.[name]?.Units;
    const other = typeof units === 'string' ? units : JSON.stringify(units);
    if (unit !== undefined && other !== undefined && other.replace(/^years?$/, 'years') !== unit) {
      throw damaged(path, `participants.json: ${name} is in ${other}, this software writes ${unit}; write into another folder, or convert the table.`);
    }
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw new AppError('UNREADABLE', `${path}: the file cannot be read (${String(error)}); check its permissions.`, { file: path }, { cause: error });
  }
}

function damaged(path: string, message: string): AppError {
  return new AppError('BAD_RECORDING', message, { file: path });
}
