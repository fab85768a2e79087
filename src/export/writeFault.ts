import { AppError } from '../model/index.ts';

/** Turns what the file system says about writing into one line that names the file and what to do. */
export function writeFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof AppError) return error;
  const remedy = error.code === 'ENOSPC' ? 'the disk is full; free some space'
    : error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS' ? 'you may not write here; choose another folder or ask for permission'
      : error.code === 'ENOTDIR' || error.code === 'EEXIST' || error.code === 'EISDIR' ? 'a file stands where a folder is needed, or the other way round; choose another folder'
        : `it cannot be written (${error.message}); check the disk`;
  return new AppError('UNWRITABLE', `${path}: ${remedy}.`, { file: path }, { cause: error });
}
