import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import type { ArchivedRecording, RecordingStore } from '../../model/ports.ts';
import type { RecordingFile } from '../../model/recording.ts';
import { syncFolder, systemCode, writeDurably } from '../durable.ts';
import { makeIncoming, sweepIncoming } from './incoming.ts';
import { MANIFEST, checkRoles, isRecordingId, manifestText, readArchived, recordingId } from './manifest.ts';

/**
 * Recordings by content, one folder each: `ab/abcd.../` with its files and `recording.json`.
 * A recording is written beside the others in `incoming/` and moved to its place when it is whole and on the disk.
 */
export class FolderRecordingStore implements RecordingStore {
  readonly #root: string;
  readonly #incoming: string;
  readonly #underWay = new Set<Promise<unknown>>();
  #open = true;

  /** Use `FolderRecordingStore.open`: it makes the folders. */
  private constructor(folder: string) {
    this.#root = folder;
    this.#incoming = join(folder, 'incoming');
  }

  /**
   * Opens the archive in `folder` and clears away what crashed writers left.
   * @throws AppError STORE_UNAVAILABLE when the folder cannot be written.
   */
  static async open(folder: string): Promise<FolderRecordingStore> {
    const store = new FolderRecordingStore(folder);
    await onDisk(folder, async () => {
      await mkdir(store.#incoming, { recursive: true, mode: 0o700 });
      await syncFolder(folder);
      await syncFolder(dirname(folder));
      await sweepIncoming(store.#incoming, Date.now());
    });
    return store;
  }

  /**
   * Archives a recording. The same bytes again give the recording that is already there.
   * @throws RangeError for roles that cannot be file names; AppError STORE_UNAVAILABLE when the disk fails;
   *   whatever a file's own stream throws. Nothing is kept then.
   */
  async put(format: string, files: readonly RecordingFile[]): Promise<ArchivedRecording> {
    this.#checkOpen();
    checkRoles(files.map((file) => file.role));
    const work = this.#archive(format, files);
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  async get(id: string): Promise<ArchivedRecording | null> {
    this.#checkOpen();
    return isRecordingId(id) ? readArchived(this.#place(id)) : null;
  }

  async folder(id: string): Promise<string | null> {
    return (await this.get(id)) ? this.#place(id) : null;
  }

  /** Waits for what is being archived; nothing new is taken meanwhile. */
  async close(): Promise<void> {
    this.#open = false;
    await Promise.allSettled(this.#underWay);
  }

  async #archive(format: string, files: readonly RecordingFile[]): Promise<ArchivedRecording> {
    const incoming = await onDisk(this.#incoming, () => makeIncoming(this.#incoming));
    try {
      const written: ArchivedRecording['files'][number][] = [];
      for (const file of files) written.push(await writeFile(incoming, file));
      const recording = { id: recordingId(written), format, files: written };
      const place = this.#place(recording.id);
      const earlier = await readArchived(place);
      if (earlier) return earlier;
      return await onDisk(place, () => settle(incoming, place, recording));
    } finally {
      await rm(incoming, { recursive: true, force: true });
    }
  }

  /** Only for ids that have the form of one. */
  #place(id: string): string {
    return join(this.#root, id.slice(0, 2), id);
  }

  #checkOpen(): void {
    if (!this.#open) throw new AppError('STORE_UNAVAILABLE', 'The archive of recordings is closed: open the stores again');
  }
}

async function writeFile(folder: string, file: RecordingFile): Promise<ArchivedRecording['files'][number]> {
  const path = join(folder, file.role);
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await onDisk(path, () => open(path, 'wx', 0o600));
  try {
    for await (const chunk of file.open()) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      // Appends at the handle's place and, unlike write, goes on until every byte is written.
      await onDisk(path, () => handle.writeFile(chunk));
    }
    await onDisk(path, () => handle.sync());
  } finally {
    await handle.close();
  }
  return { role: file.role, sha256: hash.digest('hex'), bytes };
}

async function settle(incoming: string, place: string, recording: ArchivedRecording): Promise<ArchivedRecording> {
  await writeDurably(join(incoming, MANIFEST), manifestText(recording));
  await syncFolder(incoming);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await syncFolder(dirname(dirname(place)));
  try {
    await rename(incoming, place);
  } catch (error) {
    // Another writer of the same bytes was quicker.
    const earlier = ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error)) ? await readArchived(place) : null;
    if (earlier) return earlier;
    throw error;
  }
  await syncFolder(dirname(place));
  return recording;
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof AppError || code === '') throw error;
    const advice = code === 'ENOSPC' || code === 'EDQUOT' ? 'free some space' : 'check that the disk is there and who owns the data folder';
    throw new AppError('STORE_UNAVAILABLE', `The recording archive cannot write ${path} (${code}): ${advice} and try again`, { file: path }, { cause: error });
  }
}
