import { existsSync } from 'node:fs';
import { open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../model/errors.ts';
import type { Erasure, KeepingStore, MetricStore, RecordingStore, RecordStore } from '../model/ports.ts';
import { syncFolder, systemCode } from './durable.ts';
import { eraseRows } from './sqlite/eraseRows.ts';
import { openCopy, sweepUnfinished } from './sqlite/copies.ts';

/** Ids of erased people, one a line: it goes into every backup, and whoever restores an older one leaves these people out. */
export const ERASED_FILE = 'erased.txt';
const HEAD = '# Ids of people who were erased. A backup that is restored leaves them out. Do not remove lines.\n';

/** What an erasure goes through. */
export interface ErasableStores {
  readonly folder: string;
  readonly records: Pick<RecordStore, 'transaction'>;
  readonly keeping: KeepingStore;
  readonly metrics: MetricStore;
  readonly recordings: RecordingStore;
}

/**
 * Removes a patient from every store.
 *
 * Steps:
 * 1. In one transaction: remove the rows of the patient and remember what is left to do; add an entry to the audit.
 * 2. Remove the metric series, wherever they are, and recordings that are nobody else's.
 * 3. Put the id on the list that restoring a backup looks at; remove the rows from copies made before changes of the schema.
 * 4. Say that it is done.
 *
 * Interrupted after 1 it goes on with `finishErasures`; before, nothing has happened.
 * @throws AppError NOT_FOUND for a patient who is not there
 */
export async function erasePatient(stores: ErasableStores, patientId: string, actor: string, now: () => Date): Promise<Erasure> {
  const { keeping, records } = stores;
  const erasure = records.transaction(() => {
    const begun = keeping.beginErasure(patientId, now().toISOString());
    if (begun) keeping.addAudit({ at: now().toISOString(), actor, action: 'patient.erase', subject: patientId });
    return begun;
  });
  if (!erasure) throw new AppError('NOT_FOUND', 'There is no such patient: check the id');
  await finish(stores, erasure, now);
  return erasure;
}

/** Goes on with erasures that were interrupted. @returns how many */
export async function finishErasures(stores: ErasableStores, now: () => Date): Promise<number> {
  const open = stores.keeping.openErasures();
  for (const erasure of open) await finish(stores, erasure, now);
  return open.length;
}

async function finish({ folder, keeping, metrics, recordings }: ErasableStores, { patientId, recordings: own }: Erasure, now: () => Date): Promise<void> {
  await metrics.deletePatient(patientId);
  for (const id of own) await recordings.delete(id);
  await addErased(join(folder, ERASED_FILE), [patientId]);
  const copies = join(folder, 'backups');
  if (existsSync(copies)) sweepUnfinished(copies);
  for (const copy of await copiesIn(copies)) {
    const db = await openCopy(copy);
    try {
      eraseRows(db, patientId);
    } finally {
      db.close();
    }
  }
  keeping.finishErasure(patientId, now().toISOString());
}

/** Adds ids that are not there yet. */
export async function addErased(file: string, ids: readonly string[]): Promise<void> {
  const known = await readErased(file);
  const missing = ids.filter((id) => !known.includes(id));
  if (missing.length === 0) return;
  const handle = await open(file, 'a', 0o600);
  try {
    // A line that a crash cut off is ended first.
    await handle.writeFile(`${known.length === 0 ? HEAD : '\n'}${missing.join('\n')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(join(file, '..'));
}

/** Ids on a list; none where there is no list. */
export async function readErased(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return [];
    throw new AppError('UNREADABLE', `${file} cannot be read (${systemCode(error)}): check who owns it`, { file }, { cause: error });
  }
}

async function copiesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.sqlite')).map((name) => join(folder, name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
