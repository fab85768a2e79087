import { join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import { loadDriver } from './driver.ts';
import { isBusy, isReadOnly } from './failure.ts';

export const MAINTENANCE_FILE = 'maintenance.lock';

/**
 * Lets one process at a time back up, erase or analyse anew. The lock is SQLite's own on an empty database: the system lets it go
 * with the process, however that ends.
 * @throws AppError CONFLICT where another process has it
 */
export async function holdMaintenance(folder: string): Promise<{ release(): void }> {
  const { DatabaseSync } = await loadDriver();
  const file = join(folder, MAINTENANCE_FILE);
  let db: InstanceType<typeof DatabaseSync> | null = null;
  try {
    const own = (db = new DatabaseSync(file, { timeout: 0 }));
    own.exec('BEGIN EXCLUSIVE');
    return { release: () => own.close() };
  } catch (error) {
    db?.close();
    // Nobody changes anything on a disk that may not be written.
    if (isReadOnly(error)) return { release: () => {} };
    if (!isBusy(error)) throw error;
    throw new AppError('CONFLICT', `A backup, an erasure or a new analysis of ${folder} is under way: wait until it is done and try again`, { file: folder }, { cause: error });
  }
}
