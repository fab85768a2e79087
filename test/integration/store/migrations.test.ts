import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/store/sqlite/migrations/index.ts';
import { DATABASE_FILE, openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { SqliteRecordStore } from '../../../src/store/sqlite/recordStore.ts';
import { ownFolder } from './child.ts';

const patient = { id: 'p1', displayName: 'Anna', createdAt: '2026-03-01T09:30:00Z' };
const next = { name: '9999-next', sql: 'ALTER TABLE patient ADD COLUMN note TEXT; CREATE TABLE extra (id TEXT) STRICT;' };
const refusal = (words: RegExp): unknown => expect.objectContaining({ code: 'WRONG_DATA_FOLDER', message: expect.stringMatching(words) as string });

async function withPatient(): Promise<string> {
  const folder = await ownFolder();
  const store = new SqliteRecordStore(await openDatabase(folder, 'clinic'));
  store.putPatient(patient);
  store.close();
  return folder;
}
function look<T>(file: string, sql: string): T[] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}

test('a new database has every migration, its number and our mark, and no backup', async () => {
  const folder = await withPatient();
  const file = join(folder, DATABASE_FILE);
  const applied = look<{ name: string; sha256: string }>(file, 'SELECT name, sha256 FROM schema_migration ORDER BY position');
  expect(applied.map((m) => m.name)).toEqual(migrations.map((m) => m.name));
  expect(applied.every((m) => /^[0-9a-f]{64}$/.test(m.sha256))).toBe(true);
  expect(look<object>(file, 'SELECT user_version, application_id FROM pragma_user_version, pragma_application_id'))
    .toEqual([{ user_version: migrations.length, application_id: 0x53555246 }]);
  expect(await readdir(folder)).not.toContain('backups');
});

test('an existing database is copied before it is changed, and its rows stay', async () => {
  const folder = await withPatient();
  const store = new SqliteRecordStore(await openDatabase(folder, 'clinic', [...migrations, next]));
  expect(store.patient('p1')).toEqual(patient);
  store.close();
  expect(look(join(folder, DATABASE_FILE), 'SELECT note FROM patient')).toHaveLength(1);
  const backups = await readdir(join(folder, 'backups'));
  expect(backups).toEqual([expect.stringMatching(/^before-9999-next-.*\.sqlite$/)]);
  const copy = join(folder, 'backups', backups[0]);
  expect(look<{ id: string }>(copy, 'SELECT id FROM patient')).toEqual([{ id: 'p1' }]);
  expect(look(copy, "SELECT 1 FROM sqlite_schema WHERE name = 'extra'")).toEqual([]);
  expect(look<{ application_id: number }>(copy, 'PRAGMA application_id')[0]?.application_id).toBe(0x53555246);
});

test('a migration that fails half-way changes nothing and can be tried again', async () => {
  const folder = await withPatient();
  const broken = { name: next.name, sql: 'CREATE TABLE extra (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);' };
  await expect(openDatabase(folder, 'clinic', [...migrations, broken])).rejects.toThrow(/nowhere/);
  const file = join(folder, DATABASE_FILE);
  expect(look(file, "SELECT 1 FROM sqlite_schema WHERE name = 'extra'")).toEqual([]);
  expect(look(file, 'SELECT 1 FROM schema_migration')).toHaveLength(migrations.length);
  (await openDatabase(folder, 'clinic', [...migrations, next])).close();
  expect(look(file, "SELECT 1 FROM sqlite_schema WHERE name = 'extra'")).toHaveLength(1);
});

test('a database of a newer version is refused and never taken back', async () => {
  const folder = await withPatient();
  (await openDatabase(folder, 'clinic', [...migrations, next])).close();
  await expect(openDatabase(folder, 'clinic')).rejects.toThrow(refusal(/newer version of Surefoot \("9999-next"\): update/));
  expect(look(join(folder, DATABASE_FILE), 'SELECT note FROM patient')).toHaveLength(1);
});

test('a changed migration and an unknown one are refused', async () => {
  const folder = await withPatient();
  const [first, ...others] = migrations;
  await expect(openDatabase(folder, 'clinic', [{ ...first, sql: `${first.sql} ` }, ...others])).rejects.toThrow(refusal(/another text of migration "0001-records"/));
  await expect(openDatabase(folder, 'clinic', [{ ...first, name: '0001-other' }, ...others])).rejects.toThrow(refusal(/does not know \("0001-records"\)/));
});

test('a database of another program is refused before anything in it changes', async () => {
  const folder = await ownFolder();
  const file = join(folder, DATABASE_FILE);
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE songs (title TEXT)');
  other.close();
  await expect(openDatabase(folder, 'clinic')).rejects.toThrow(refusal(/a database of another program/));
  expect(look<object>(file, 'SELECT journal_mode FROM pragma_journal_mode')).toEqual([{ journal_mode: 'delete' }]);
  expect(look<object>(file, 'SELECT name FROM sqlite_schema')).toEqual([{ name: 'songs' }]);
});

test('writes are on the disk before they return', async () => {
  const db = await openDatabase(await ownFolder(), 'clinic');
  expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(db.get('PRAGMA synchronous'), '2 is FULL').toEqual({ synchronous: 2 });
  expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  db.close();
});
