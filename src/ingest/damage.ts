import { basename } from 'node:path';
import { AppError } from '../model/index.ts';

/**
 * The error for a file whose content is wrong. The message starts with the file, then the line:
 * `walk_motion.tsv line 812: "abc" is not a number; ...`.
 * @param line 1 for the first line, as editors count; null where no single line is at fault.
 * @param text What is wrong and what to do, ending in a full stop.
 */
export function damaged(path: string, line: number | null, text: string, field?: string): AppError {
  const place = line === null ? basename(path) : `${basename(path)} line ${line}`;
  return new AppError('BAD_RECORDING', `${place}: ${text}`, {
    file: path,
    ...(line === null ? {} : { line }),
    ...(field === undefined ? {} : { field }),
  });
}

/** A piece of a damaged file as it can be shown: short, on one line, without control characters. */
export function shown(text: string): string {
  const clean = text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return `"${clean.length > 24 ? `${clean.slice(0, 24)}...` : clean}"`;
}
