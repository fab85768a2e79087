import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../model/errors.ts';
import { syncFolder, systemCode } from '../durable.ts';
import { addErased, ERASED_FILE, erasePatient, finishErasures, readErased } from '../erasures.ts';
import { openStores } from '../open.ts';
import { onDisk } from '../recordings/files.ts';
import { BACKUP_FILE, isInside, readBackupText, type BackupManifest } from './manifest.ts';
import { tarFiles, type TarFile } from './tar.ts';

export interface RestoreRequest {
  /** Folder or .tar file. */
  readonly backup: string;
  /** A new or empty folder. */
  readonly data: string;
  /** Lists of erased people, or data folders and backups that have one: of people who were erased after this backup was made. */
  readonly erased: readonly string[];
  readonly now: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** People of the backup who were left out. */
  readonly leftOut: number;
}

/**
 * Makes a data folder of a backup. Every byte is compared with what was written; people who were erased since are left out.
 * The folder appears whole or not at all.
 * @throws AppError BAD_INPUT, CONFLICT, WRONG_DATA_FOLDER for a backup of a newer version, STORE_UNAVAILABLE
 */
export async function restoreBackup({ backup, data, erased, now, onProgress }: RestoreRequest): Promise<Restored> {
  const target = resolve(data);
  await refuseOccupied(target);
  const lists = await listsOf(resolve(backup), erased);
  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    const manifest = await onDisk(target, () => extract(resolve(backup), part, onProgress), 'The restored folder');
    const ids = [...new Set((await Promise.all(lists.map(readErased))).flat())];
    const leftOut = await leaveOut(part, manifest, ids, now);
    await onDisk(target, async () => {
      await syncFolder(part);
      await rename(part, target);
      await syncFolder(dirname(target));
    }, 'The restored folder');
    return { manifest, leftOut };
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function extract(backup: string, part: string, onProgress: RestoreRequest['onProgress']): Promise<BackupManifest> {
  await mkdir(dirname(part), { recursive: true, mode: 0o700 });
  await mkdir(part, { mode: 0o700 });
  const isFolder = (await stat(backup)).isDirectory();
  const found = new Map<string, string>();
  let text = '';
  const folders = new Set<string>();
  let total = 1;
  let done = 0;
  for await (const { path, pieces } of isFolder ? folderFiles(backup, (count) => (total = count)) : tarFiles(backup)) {
    if (!isInside(path)) throw new AppError('BAD_INPUT', `${backup} holds "${path}", which is no place in a data folder: it is no backup of Surefoot`, { file: backup });
    if (path === BACKUP_FILE) {
      for await (const piece of pieces) text += Buffer.from(piece).toString('utf8');
      continue;
    }
    const target = join(part, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    for (let folder = dirname(target); folder.length >= part.length; folder = dirname(folder)) folders.add(folder);
    found.set(path, await write(target, pieces));
    onProgress?.(++done, Math.max(done, total));
  }
  const manifest = readBackupText(text, backup);
  for (const { path, sha256 } of manifest.files) {
    const own = found.get(path);
    if (own === undefined) throw damaged(backup, `${path} is missing`);
    if (own !== sha256) throw damaged(backup, `${path} is not what was written: its SHA-256 differs`);
  }
  for (const folder of folders) await syncFolder(folder);
  return manifest;
}

/** The files that a backup's list names. */
async function* folderFiles(backup: string, told: (count: number) => void): AsyncGenerator<TarFile> {
  const text = await readFile(join(backup, BACKUP_FILE), 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  const { files } = readBackupText(text, backup);
  told(files.length);
  for (const path of [...files.map((file) => file.path), BACKUP_FILE]) {
    if (!isInside(path)) throw damaged(backup, `it names "${path}"`);
    if (!(await stat(join(backup, path)).then(() => true, () => false))) throw damaged(backup, `${path} is missing`);
    yield { path, pieces: createReadStream(join(backup, path), { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array> };
  }
}

async function write(target: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(target, 'wx', 0o600);
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** Opens what was restored: a damaged or newer database is found here. Removes who was erased after the backup was made. */
async function leaveOut(folder: string, manifest: BackupManifest, ids: readonly string[], now: () => Date): Promise<number> {
  const stores = await openStores(folder, manifest.kind);
  try {
    const [fault] = stores.keeping.faults();
    if (fault !== undefined) throw new AppError('STORE_UNAVAILABLE', `The backup's database is damaged: ${fault}. Restore another backup`);
    await finishErasures(stores, now);
    const here = ids.filter((id) => stores.records.patient(id) !== null);
    for (const id of here) await erasePatient(stores, id, 'restore', now);
    await addErased(join(folder, ERASED_FILE), ids);
    return here.length;
  } finally {
    await stores.close();
  }
}

/** Lists that were named, and those of the backups that lie beside this one. */
async function listsOf(backup: string, named: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(named.map(async (path) => {
    const found = await stat(path).catch((error: unknown) => {
      throw new AppError('NO_SUCH_FILE', `${path} is not there (${systemCode(error)}): name a list of erased people, a data folder or a backup`, { file: path }, { cause: error });
    });
    return found.isDirectory() ? join(path, ERASED_FILE) : path;
  }));
  const beside = await readdir(dirname(backup), { withFileTypes: true });
  return [...lists, ...beside.filter((entry) => entry.isDirectory() && !entry.name.endsWith('.part')).map(({ name }) => join(dirname(backup), name, ERASED_FILE))];
}

async function refuseOccupied(data: string): Promise<void> {
  const names = await readdir(data).catch((error: unknown): string[] => {
    if (systemCode(error) === 'ENOENT') return [];
    throw new AppError('BAD_INPUT', `${data} is no folder: choose a new or empty one`, { field: 'data' }, { cause: error });
  });
  if (names.length > 0) throw new AppError('CONFLICT', `${data} is not empty: restore into a new folder, look at it, and start the server with it`, { field: 'data' });
}

function damaged(backup: string, why: string): AppError {
  return new AppError('BAD_INPUT', `The backup ${backup} is damaged (${why}): restore another one`, { file: backup });
}
