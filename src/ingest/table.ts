import { basename } from 'node:path';
import { damaged, shown } from './damage.ts';

/** A small table with a header row: channels, events, participants. */
export interface Table {
  readonly path: string;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** 1 for the file's first line, which is the header. */
  readonly line: number;
  /** The cell under a column name; null where the column does not exist or the cell is `n/a` or empty. */
  cell(column: string): string | null;
}

/**
 * Reads tab-separated text with a header row. Column names are compared without regard to case; unknown columns are kept out of the way.
 * Throws AppError BAD_RECORDING: no header, a required column missing, a column twice, a row of another length.
 */
export function parseTable(path: string, text: string, required: readonly string[]): Table {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  if (lines.length === 0) throw damaged(path, null, `the file is empty; its first line must name the columns: ${required.join(', ')}.`);
  const names = lines[0].split('\t').map((name) => name.trim().toLowerCase());
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (twice !== undefined) throw damaged(path, 1, `the column ${shown(twice)} is there twice; delete or rename one.`, twice);
  for (const name of required) {
    if (!names.includes(name)) {
      throw damaged(path, 1, `the column "${name}" is missing; the first line must name ${required.join(', ')}, separated by tabs.`, name);
    }
  }
  const rows = lines.slice(1).map((content, i): TableRow => {
    const line = i + 2;
    const cells = content.split('\t');
    if (cells.length !== names.length) {
      throw damaged(path, line, `the line has ${cells.length} column${cells.length === 1 ? '' : 's'}, but the first line of ${basename(path)} names ${names.length}; fill the row, with n/a for what is unknown.`);
    }
    return {
      line,
      cell(column) {
        const value = cells[names.indexOf(column)]?.trim() ?? '';
        return value === '' || /^n\/a$/i.test(value) ? null : value;
      },
    };
  });
  return { path, rows };
}
