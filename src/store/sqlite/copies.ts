import { closeSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import { hasEnded } from '../process.ts';
import { Database } from './database.ts';
import { loadDriver } from './driver.ts';
import { isDamaged, readable } from './failure.ts';

/** A copy that was being written: `...-<pid>.sqlite.tmp`. */
const UNFINISHED = /-(\d+)\.sqlite\.tmp$/;

/** Removes copies that a process which has ended did not finish: they hold people's data, and nobody would look at them. */
export function sweepUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = UNFINISHED.exec(name)?.[1];
    if (pid !== undefined && hasEnded(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** Opens a copy of a database as it is: its schema is not brought forward. What is removed from it is overwritten. */
export async function openCopy(file: string): Promise<Database> {
  const { DatabaseSync } = await loadDriver();
  try {
    const db = new Database(new DatabaseSync(file, { enableForeignKeyConstraints: true }), file);
    db.exec('PRAGMA secure_delete = ON');
    return db;
  } catch (error) {
    throw readable(error, file);
  }
}

/**
 * Writes a copy of a database that others go on writing to: all of one moment, without their unfinished changes.
 * @param target must not exist; it is private (0600) and on the disk when this returns
 * @throws AppError STORE_UNAVAILABLE
 */
export async function copyDatabase(file: string, target: string): Promise<void> {
  const { DatabaseSync } = await loadDriver();
  try {
    const source = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      closeSync(openSync(target, 'wx', 0o600));
      source.prepare('VACUUM INTO ?').run(target);
    } finally {
      source.close();
    }
    const handle = openSync(target, 'r+');
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    // A damaged source is told from a disk that cannot take the copy.
    const known = readable(error, isDamaged(error) ? file : target);
    if (known instanceof AppError) throw known;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AppError('STORE_UNAVAILABLE', `The database ${file} cannot be copied to ${target} (${code}): check that both disks are there and not full`, { file: target }, { cause: error });
  }
}
