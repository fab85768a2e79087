import { basename } from 'node:path';
import { AppError } from '../../model/index.ts';

/** A fault at one byte of a log: `walk.sfraw byte 8: the header is damaged; ...`. */
export function byteFault(path: string, at: number, text: string): AppError {
  return new AppError('BAD_RECORDING', `${basename(path)} byte ${at}: ${text}`, { file: path, field: `byte ${at}` });
}

/** Turns what the file system says about writing a log into one line with a remedy. */
export function logFault(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const code = systemCode(error);
  const remedy = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full; free some space'
    : code === 'EFBIG' ? 'the file may not grow further here; raise the limit or choose another folder'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'you may not write here; choose another folder or ask for permission'
        : code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such folder; choose another one'
          : code === 'EEXIST' ? 'there is a recording of this name already; choose another name'
            : `it cannot be written (${error instanceof Error ? error.message : String(error)}); check the disk`;
  return new AppError('UNWRITABLE', `${path}: ${remedy}.`, { file: path }, { cause: error });
}

/** The system's word for what went wrong (`ENOENT`), or an empty string when the system did not say. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
