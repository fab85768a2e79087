import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import type { ArchivedRecording, RecordingStore } from '../../model/ports.ts';
import type { RecordingFile } from '../../model/recording.ts';
import { syncFolder, systemCode, writeDurably } from '../durable.ts';
import { checkRecording, recordingIds } from './check.ts';
import { onDisk, writeFile } from './files.ts';
import { makeIncoming, sweepIncoming } from './incoming.ts';
import { MANIFEST, checkRoles, isRecordingId, manifestText, readArchived, recordingId } from './manifest.ts';
import { removeRecording } from './remove.ts';
import { sealRecording } from './seal.ts';

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
    return this.#during(this.#archive(format, files));
  }

  async get(id: string): Promise<ArchivedRecording | null> {
    this.#checkOpen();
    return isRecordingId(id) ? readArchived(this.#place(id)) : null;
  }

  async folder(id: string): Promise<string | null> {
    return (await this.get(id)) ? this.#place(id) : null;
  }

  async ids(): Promise<readonly string[]> {
    this.#checkOpen();
    return onDisk(this.#root, () => recordingIds(this.#root));
  }

  async seal(id: string, file: RecordingFile & { readonly standsFor: string }, prove: (path: string) => Promise<boolean>): Promise<ArchivedRecording | null> {
    const recording = await this.get(id);
    if (!recording) return null;
    checkRoles([...recording.files.map(({ role }) => role), ...(recording.sealed ? [] : [file.role])]);
    return this.#during(sealRecording({ place: this.#place(id), incoming: this.#incoming, recording, file, prove }));
  }

  async check(id: string): Promise<readonly string[]> {
    this.#checkOpen();
    return isRecordingId(id) ? checkRecording(this.#place(id)) : [`"${id}" is no id of a recording.`];
  }

  async delete(id: string): Promise<void> {
    this.#checkOpen();
    if (isRecordingId(id)) await this.#during(removeRecording(this.#place(id), this.#incoming));
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

  async #during<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
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
