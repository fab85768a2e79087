import { basename } from 'node:path';
import { damaged } from '../../damage.ts';
import type { HeadLine } from '../../headLines.ts';
import type { TextLayout } from '../../numberRows.ts';

/** The first line of a CSV: what its columns are called and how they are separated. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly layout: TextLayout;
  /** Bytes before the first row. */
  readonly end: number;
}

const SEPARATORS = [[',', 'commas'], [';', 'semicolons'], ['\t', 'tabs']] as const;

/** Reads a header line. Throws AppError BAD_RECORDING: one column only, or a name twice. */
export function parseHeader(path: string, { text, line, end }: HeadLine): CsvHeader {
  const [separator, separatorName] = SEPARATORS.reduce((best, next) => (text.split(next[0]).length > text.split(best[0]).length ? next : best));
  const names = text.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1').trim());
  while (names.at(-1) === '') names.pop();
  if (names.length < 2) throw damaged(path, line, 'the header must name the columns, such as time,acc_x,acc_y,acc_z, separated by commas, semicolons or tabs.');
  if (names.every((name) => /^[-+\d.,eE]*$/.test(name))) throw damaged(path, line, 'the first line holds numbers; put a header before it that names the columns, such as time,acc_x,acc_y,acc_z.');
  const lower = names.map((name) => name.toLowerCase());
  const twice = names.find((name, i) => name !== '' && lower.indexOf(lower[i]) !== i);
  if (twice !== undefined) throw damaged(path, line, `the column "${twice}" is there twice; delete or rename one.`, twice);
  const layout: TextLayout = {
    separator: separator.charCodeAt(0),
    separatorName,
    firstLine: line + 1,
    mayEndWithSeparator: true,
    columnsFrom: path,
    saysColumns: (count) => `the header on line ${line} of ${basename(path)} names ${count}`,
  };
  return { names, layout, end };
}
