import { readFile } from 'node:fs/promises';
import { AppError } from '../../model/index.ts';
import { tsv } from '../bidsMotion/text.ts';

const COLUMNS = ['filename', 'acq_time'];

/**
 * A subject's `_scans.tsv` with one recording in it; the other rows and columns stay as they are.
 * Source: BIDS 1.10.0, "Scans file".
 * @param startedAt RFC 3339
 * @throws AppError BAD_RECORDING where the table there is damaged; UNREADABLE
 */
export async function mergedScans(path: string, filename: string, startedAt: string): Promise<string> {
  const lines = ((await textOf(path)) ?? COLUMNS.join('\t')).replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  const [names, ...rows] = lines.map((line) => line.split('\t'));
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged >= 0 || names[0] !== COLUMNS[0]) {
    throw new AppError('BAD_RECORDING', `${path} line ${ragged + 2 || 1}: the table is not as BIDS wants it (filename first, one cell a column); correct it first.`, { file: path });
  }
  if (!names.includes('acq_time')) {
    names.push('acq_time');
    for (const row of rows) row.push('n/a');
  }
  const own = names.map((name) => (name === 'filename' ? filename : name === 'acq_time' ? startedAt : 'n/a'));
  return tsv([names, ...rows.filter(([file]) => file !== filename), own]);
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new AppError('UNREADABLE', `${path}: the file cannot be read (${String(error)}); check its permissions.`, { file: path }, { cause: error });
  }
}
