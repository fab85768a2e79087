import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../model/errors.ts';
import type { DataKind } from '../../model/ports.ts';
import { syncFolder } from '../durable.ts';
import { sweepUnfinished } from './copies.ts';
import { Database } from './database.ts';
import { loadDriver } from './driver.ts';
import { isBusy, readable } from './failure.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

export const DATABASE_FILE = 'surefoot.sqlite';
/** "SURF": tells our files from any other SQLite database. */
const APPLICATION_ID = 0x53555246;
/** How long a write waits for another process, ms. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the database of a data folder, makes it on first use and brings its schema forward.
 * A copy is kept in `backups/` before an existing database is changed.
 * @throws AppError WRONG_DATA_FOLDER when the database is not ours, of the other kind or newer than this software,
 *   STORE_UNAVAILABLE when it cannot be opened.
 */
export async function openDatabase(folder: string, kind: DataKind, steps = migrations): Promise<Database> {
  const file = join(folder, DATABASE_FILE);
  const { DatabaseSync } = await loadDriver();
  let db: Database;
  try {
    // SQLite would make the file readable for all; its companions (-wal, -shm) copy this mode.
    closeSync(openSync(file, 'a', 0o600));
    await syncFolder(folder);
    db = new Database(new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true }), file);
  } catch (error) {
    const known = readable(error, file);
    if (known instanceof AppError) throw known;
    throw new AppError('STORE_UNAVAILABLE', `The database ${file} cannot be opened: check who owns the data folder and its files`, { file }, { cause: error });
  }
  try {
    await setUp(db);
    migrate(db, steps, (before) => backUp(db, folder, before));
    settleKind(db, kind);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

async function setUp(db: Database): Promise<void> {
  const until = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      checkOwner(db);
      const mode = db.get<{ journal_mode: string }>('PRAGMA journal_mode = WAL')?.journal_mode;
      if (mode !== 'wal') {
        throw new AppError('STORE_UNAVAILABLE', `The database ${db.file} is on a disk without file locks: move the data folder to a local disk`, { file: db.file });
      }
      db.exec('PRAGMA synchronous = FULL');
      db.transaction(() => {
        if (applicationId(db) === 0) db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      });
      return;
    } catch (error) {
      // The change to WAL needs the file alone and does not use SQLite's own waiting.
      const cause = error instanceof AppError ? error.cause : error;
      if (!isBusy(cause) || Date.now() > until) throw error;
      await wait(20);
    }
  }
}

function applicationId(db: Database): number {
  return db.get<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0;
}

function checkOwner(db: Database): void {
  // In this order: another process that makes the database meanwhile marks it before it fills it.
  const isEmpty = !db.get('SELECT 1 FROM sqlite_schema LIMIT 1');
  const id = applicationId(db);
  const fresh = id === 0 && isEmpty;
  if (id !== APPLICATION_ID && !fresh) {
    throw new AppError('WRONG_DATA_FOLDER', `${db.file} is a database of another program: choose another data folder`, { file: db.file });
  }
}

/** The database itself remembers its kind: a copied file stays what it is. */
function settleKind(db: Database, kind: DataKind): void {
  db.transaction(() => db.run('INSERT OR IGNORE INTO data_folder (id, kind) VALUES (1, ?)', kind));
  const found = db.get<{ kind: DataKind }>('SELECT kind FROM data_folder')?.kind;
  if (found !== kind) {
    throw new AppError('WRONG_DATA_FOLDER', `The database ${db.file} is of a ${found ?? 'nameless'} installation, not of a ${kind}: choose another data folder`, { file: db.file });
  }
}

function backUp(db: Database, folder: string, before: string): void {
  const backups = join(folder, 'backups');
  const time = new Date().toISOString().replaceAll(':', '-');
  const file = join(backups, `before-${before}-${time}-${process.pid}.sqlite`);
  const unfinished = `${file}.tmp`;
  try {
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    sweepUnfinished(backups);
    closeSync(openSync(unfinished, 'wx', 0o600));
    db.run('VACUUM INTO ?', unfinished);
    const handle = openSync(unfinished, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new AppError('STORE_UNAVAILABLE', `No backup could be written to ${backups}, so the database was left as it is: free some space and try again`, { file: backups }, { cause: error });
  }
}
