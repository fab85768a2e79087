import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import { systemCode } from '../durable.ts';
import { isRecordingId, presentFiles, readArchived } from './manifest.ts';

/** Ids of the recordings in an archive's folder, sorted. */
export async function recordingIds(root: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const shelf of await readdir(root)) {
    if (/^[0-9a-f]{2}$/.test(shelf)) ids.push(...(await readdir(join(root, shelf))).filter(isRecordingId));
  }
  return ids.sort();
}

/** Reads every byte of an archived recording. @returns what is wrong, in sentences */
export async function checkRecording(place: string): Promise<readonly string[]> {
  try {
    const recording = await readArchived(place);
    if (!recording) return [`The recording ${place} is not there: restore it from a backup, or send it again.`];
    const wrong: string[] = [];
    for (const { role, sha256 } of presentFiles(recording)) {
      const path = join(place, role);
      if (await sha256Of(path) !== sha256) wrong.push(`${path} is not what was written (its SHA-256 differs): restore it from a backup.`);
    }
    return wrong;
  } catch (error) {
    if (error instanceof AppError) return [`${error.message}.`];
    if (systemCode(error) === '') throw error;
    return [`${place} cannot be read (${systemCode(error)}): check the disk, then restore the recording from a backup.`];
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
