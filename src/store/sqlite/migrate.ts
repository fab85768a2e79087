import { createHash } from 'node:crypto';
import { AppError } from '../../model/errors.ts';
import type { Database } from './database.ts';

/** One step forward of the schema. There is no way back: a restored backup is the way back. */
export interface Migration {
  /** Four digits and a word: `0001-records`. */
  readonly name: string;
  readonly sql: string;
}

interface Applied {
  readonly name: string;
  readonly sha256: string;
}

const LEDGER = `
CREATE TABLE IF NOT EXISTS schema_migration (
  position   INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  applied_at TEXT NOT NULL,
  sha256     TEXT NOT NULL
) STRICT`;

/**
 * Brings the schema forward, each migration in a transaction of its own.
 * @param backUp called once, before the first change to a database that already holds data, with the next migration's name.
 * @throws AppError WRONG_DATA_FOLDER when the database is newer than this software or its history is another.
 */
export function migrate(db: Database, migrations: readonly Migration[], backUp: (before: string) => void): void {
  const done = verifiedCount(db, migrations);
  const next = migrations[done];
  if (!next) return;
  if (done > 0) backUp(next.name);
  for (const [i, migration] of migrations.entries()) {
    if (i < done) continue;
    db.transaction(() => {
      db.exec(LEDGER);
      // Another process may have been here since we looked.
      if (verifiedCount(db, migrations) > i) return;
      db.exec(migration.sql);
      db.run(
        'INSERT INTO schema_migration (position, name, applied_at, sha256) VALUES (?, ?, ?, ?)',
        i + 1, migration.name, new Date().toISOString(), fingerprint(migration),
      );
      db.exec(`PRAGMA user_version = ${i + 1}`);
    });
  }
}

/** How many migrations the database has had, each proved to be the one we know. */
function verifiedCount(db: Database, migrations: readonly Migration[]): number {
  const ledger = db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'");
  const applied = ledger ? db.all<Applied>('SELECT name, sha256 FROM schema_migration ORDER BY position') : [];
  for (const [i, had] of applied.entries()) {
    const known = migrations[i];
    if (!known) throw refused(db, `was changed by a newer version of Surefoot ("${had.name}"): update this installation, or restore an older backup`);
    if (known.name !== had.name) throw refused(db, `has a migration this version does not know ("${had.name}"): open it with the version that made it`);
    if (fingerprint(known) !== had.sha256) {
      throw refused(db, `was made with another text of migration "${had.name}": open it with the version that made it`);
    }
  }
  return applied.length;
}

function refused(db: Database, why: string): AppError {
  return new AppError('WRONG_DATA_FOLDER', `The database ${db.file} ${why}`, { file: db.file });
}

function fingerprint(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
