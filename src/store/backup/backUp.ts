import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { AppError } from '../../model/errors.ts';
import { kindOf } from '../dataFolder.ts';
import { systemCode } from '../durable.ts';
import { recordingIds } from '../recordings/check.ts';
import { MANIFEST, parseManifest, presentFiles } from '../recordings/manifest.ts';
import { copyDatabase } from '../sqlite/copies.ts';
import { holdMaintenance, MAINTENANCE_FILE } from '../sqlite/maintenance.ts';
import { DATABASE_FILE } from '../sqlite/openDatabase.ts';
import { onDisk } from '../recordings/files.ts';
import { BACKUP_FILE, backupText, type BackupFile } from './manifest.ts';
import { folderSink, tarSink, type BackupSink } from './sinks.ts';

export interface BackupRequest {
  readonly data: string;
  /** A new or empty folder, or a file that ends in .tar. */
  readonly out: string;
  /** `surefoot@version` */
  readonly software: string;
  readonly now: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
}

/** How often a recording is looked at again that is being sealed meanwhile. */
const ATTEMPTS = 5;

/**
 * Copies everything of a data folder, while a server works on it.
 *
 * Steps:
 * 1. Raw logs of live sessions, as far as they have come: a session that ends now is in the log, in the database, or in both.
 * 2. The database, all of one moment.
 * 3. Every recording: those that the database knows were there before it was copied.
 * 4. The list of erased people, the folder's mark, and a list of all files with their SHA-256.
 *
 * The backup appears whole or not at all.
 * @returns what was written
 * @throws AppError WRONG_DATA_FOLDER, CONFLICT, STORE_UNAVAILABLE
 */
export async function backUp(request: BackupRequest): Promise<{ readonly files: number; readonly bytes: number; readonly recordings: number }> {
  const data = resolve(request.data);
  const out = resolve(request.out);
  const kind = await kindOf(data);
  if (`${out}${sep}`.startsWith(`${data}${sep}`)) throw new AppError('BAD_INPUT', `${out} lies in the data folder itself: choose a place outside, best on another disk`, { field: 'out' });
  const isTar = out.endsWith('.tar');
  await refuseOccupied(out, isTar);
  const lock = await holdMaintenance(data);
  const copy = `${out}.sqlite.part`;
  const started: BackupSink[] = [];
  try {
    return await onDisk(out, async () => {
      await rm(copy, { force: true });
      const target = await (isTar ? tarSink(out) : folderSink(out));
      started.push(target);
      const files: BackupFile[] = [];
      const keep = async (path: string, source: string, known?: string): Promise<void> => {
        const bytes = (await stat(source)).size;
        files.push({ path, bytes, ...(await target.add(path, source, bytes, known)) });
      };
      for (const log of await liveLogs(data)) await keep(`live/${log}`, join(data, 'live', log));
      await copyDatabase(join(data, DATABASE_FILE), copy);
      await keep(DATABASE_FILE, copy);
      await rm(copy);
      const root = join(data, 'recordings');
      const ids = await recordingIds(root);
      for (const [done, id] of ids.entries()) {
        request.onProgress?.(done, ids.length);
        await keepRecording(join(root, id.slice(0, 2), id), `recordings/${id.slice(0, 2)}/${id}`, target, files);
      }
      for (const name of await otherFiles(data)) await keep(name, join(data, name));
      const manifest = { kind, createdAt: request.now().toISOString(), software: request.software, files: [...files].sort((a, b) => (a.path < b.path ? -1 : 1)) };
      await target.addText(BACKUP_FILE, backupText(manifest));
      await target.publish();
      request.onProgress?.(1, 1);
      return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), recordings: ids.length };
    }, 'The backup');
  } finally {
    for (const target of started) await target.discard();
    await rm(copy, { force: true });
    lock.release();
  }
}

/** A recording's files and its manifest as they are at one moment, although it may be sealed meanwhile. */
async function keepRecording(place: string, path: string, target: BackupSink, files: BackupFile[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const text = await readFile(join(place, MANIFEST), 'utf8');
    const recording = parseManifest(text);
    if (!recording) throw new AppError('STORE_UNAVAILABLE', `The archived recording ${place} is damaged (${MANIFEST} is not what was written): run "surefoot verify", mend it, and back up again`, { file: place });
    const present = presentFiles(recording);
    try {
      // Looked at first, so that nothing is written of a recording that has just changed.
      for (const { role } of present) await stat(join(place, role));
      for (const { role, bytes, sha256 } of present) {
        const written = await target.add(`${path}/${role}`, join(place, role), bytes, sha256);
        if (written.sha256 !== sha256) throw new AppError('STORE_UNAVAILABLE', `${join(place, role)} is not what was written (its SHA-256 differs): run "surefoot verify", restore it from an older backup, and back up again`, { file: place });
        files.push({ path: `${path}/${role}`, bytes, sha256 });
      }
      const { sha256 } = await target.addText(`${path}/${MANIFEST}`, text);
      files.push({ path: `${path}/${MANIFEST}`, bytes: Buffer.byteLength(text), sha256 });
      return;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
    }
  }
}

async function liveLogs(data: string): Promise<string[]> {
  return (await namesIn(join(data, 'live'))).filter((name) => name.endsWith('.sfraw'));
}

/** The mark, the list of erased people, and whatever else lies in the folder itself; not the database, its companions and locks. */
async function otherFiles(data: string): Promise<string[]> {
  const entries = await readdir(data, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    .filter((name) => !name.startsWith(DATABASE_FILE) && !name.startsWith(MAINTENANCE_FILE) && !/\.(tmp|lock|part)$/.test(name) && name !== BACKUP_FILE);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function refuseOccupied(out: string, isTar: boolean): Promise<void> {
  const what = await stat(out).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    throw error;
  });
  if (what === null || (!isTar && what.isDirectory() && (await readdir(out)).length === 0)) return;
  throw new AppError('CONFLICT', `${out} exists already: choose a new name for each backup, so that an older one is never written over`, { field: 'out' });
}
