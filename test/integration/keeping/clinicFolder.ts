import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { onTestFinished } from 'vitest';
import { findRecordings, openRecording, recordingFiles } from '../../../src/ingest/index.ts';
import { intakeRecording } from '../../../src/pipeline/intake.ts';
import { openStores, type Stores } from '../../../src/store/open.ts';

/** Six walks of three invented people, of a minute each. */
export const WALKS = (await findRecordings(join(import.meta.dirname, '../../../fixtures/recordings'))).filter((path) => /minuteWalk|walk10mTurn/.test(path));

/** A folder for one test, gone with it. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-keeping-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Takes the bundled recordings of three invented people into a data folder, as an import without sealing would. */
export async function fillClinic(data: string, most = Infinity): Promise<void> {
  const stores = await openStores(data, 'clinic');
  try {
    for (const path of WALKS.slice(0, most)) await takeIn(stores, path);
  } finally {
    await stores.close();
  }
}

export async function takeIn(stores: Stores, path: string, externalId?: string) {
  const reader = await openRecording(path);
  return intakeRecording(stores, {
    reader, files: await recordingFiles(path),
    patient: { externalId: externalId ?? reader.header.participant?.id ?? 'P-1' },
    takenAt: '2026-03-14T09:30:00Z', outcome: 'done', circumstances: {}, answers: { 'falls.past12Months': 1 }, options: {},
  });
}

export async function withStores<T>(data: string, work: (stores: Stores) => T | Promise<T>): Promise<T> {
  const stores = await openStores(data, 'clinic');
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

/** Copies a data folder that nobody works on. */
export async function copyOf(data: string, to: string): Promise<string> {
  // Companions of the database are empty once it is closed, and vanish when the driver's statements are collected.
  await cp(data, to, { recursive: true, filter: (path) => !/\.sqlite-(wal|shm)$/.test(path) });
  return to;
}

/** Every row of every table as text, and the SHA-256 of every other file: two folders with the same are the same clinic. */
export async function contentOf(data: string): Promise<Record<string, unknown>> {
  const db = new DatabaseSync(join(data, 'surefoot.sqlite'), { readOnly: true });
  try {
    const tables = (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all() as { name: string }[]).map(({ name }) => name);
    const rows = Object.fromEntries(tables.map((name) => [`table ${name}`, db.prepare(`SELECT * FROM "${name}"`).all().map((row) => JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value))).sort()]));
    return { ...rows, ...(await filesOf(data)) };
  } finally {
    db.close();
  }
}

async function filesOf(data: string): Promise<Record<string, string>> {
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => !/surefoot\.sqlite|maintenance\.lock|[/\\]backups[/\\]/.test(path));
  return Object.fromEntries(await Promise.all(paths.sort().map(async (path) => [relative(data, path), createHash('sha256').update(await readFile(path)).digest('hex')] as const)));
}
