import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import type { ArchivedFile } from '../../model/ports.ts';
import type { RecordingFile } from '../../model/recording.ts';
import { systemCode } from '../durable.ts';

/** Writes a recording's file into a folder; it is on the disk when this returns. */
export async function writeFile(folder: string, file: RecordingFile): Promise<ArchivedFile> {
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

/** Turns what the disk says into one line with advice. */
export async function onDisk<T>(path: string, work: () => Promise<T>, what = 'The recording archive'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof AppError || code === '') throw error;
    const advice = code === 'ENOSPC' || code === 'EDQUOT' ? 'free some space' : code === 'EROFS' ? 'the disk may only be read: make it writable or choose another' : 'check that the disk is there and who owns the data folder';
    throw new AppError('STORE_UNAVAILABLE', `${what} cannot write ${path} (${code}): ${advice} and try again`, { file: path }, { cause: error });
  }
}
