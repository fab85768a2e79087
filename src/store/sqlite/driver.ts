import type * as driver from '@photostructure/sqlite';
import { AppError } from '../../model/errors.ts';

/** Loads SQLite: only who opens a database pays for it. @throws AppError STORE_UNAVAILABLE */
export async function loadDriver(): Promise<typeof driver> {
  try {
    return await import('@photostructure/sqlite');
  } catch (error) {
    throw new AppError(
      'STORE_UNAVAILABLE',
      `The SQLite library does not load on this machine (${process.platform} ${process.arch}): run "npm ci" again`,
      {},
      { cause: error },
    );
  }
}
