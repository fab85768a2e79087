import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../model/errors.ts';
import type { ArchivedFile, ArchivedRecording } from '../../model/ports.ts';
import { systemCode } from '../durable.ts';

export const MANIFEST = 'recording.json';
const SCHEMA = 'surefoot.archivedRecording/1';
/** Of a recording one of whose files was replaced: older versions must not look for that file. */
const SEALED_SCHEMA = 'surefoot.archivedRecording/2';
const SHA_256 = /^[0-9a-f]{64}$/;
/** A plain file name: no folders, no leading dot, nothing a shell or another system reads differently. */
const ROLE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export function isRecordingId(id: string): boolean {
  return SHA_256.test(id);
}

/** @throws RangeError when roles cannot be file names beside each other. */
export function checkRoles(roles: readonly string[]): void {
  if (roles.length === 0) throw new RangeError('A recording needs at least one file');
  const taken = new Set([MANIFEST]);
  for (const role of roles) {
    if (!ROLE.test(role)) throw new RangeError(`The role "${role}" must be a plain file name of letters, digits, ".", "_" and "-"`);
    // Some systems hold names that differ in case for the same.
    const name = role.toLowerCase();
    if (taken.has(name)) throw new RangeError(`The role "${role}" is taken: each file of a recording needs its own`);
    taken.add(name);
  }
}

/**
 * SHA-256 over the sorted lines "sha256  role\n", so that inside an archived recording's folder
 * `sha256sum $(ls | grep -v recording.json) | LC_ALL=C sort | sha256sum` prints the same id.
 */
export function recordingId(files: readonly ArchivedFile[]): string {
  const lines = files.map((file) => `${file.sha256}  ${file.role}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}

export function manifestText(recording: ArchivedRecording): string {
  return `${JSON.stringify({ schema: recording.sealed ? SEALED_SCHEMA : SCHEMA, ...recording }, null, 2)}\n`;
}

/**
 * Reads what a folder of the archive holds and checks that each file is there in its full size.
 * @returns null when there is no such folder.
 * @throws AppError STORE_UNAVAILABLE when the folder is there but damaged.
 */
export async function readArchived(folder: string): Promise<ArchivedRecording | null> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw damaged(folder, `${MANIFEST} cannot be read`, error);
    if (await sizeOf(folder) === null) return null;
    throw damaged(folder, `${MANIFEST} is missing`);
  }
  const recording = parseManifest(text);
  if (!recording) throw damaged(folder, `${MANIFEST} is not what was written`);
  for (const file of presentFiles(recording)) {
    const bytes = await sizeOf(join(folder, file.role));
    if (bytes !== file.bytes) throw damaged(folder, bytes === null ? `${file.role} is missing` : `${file.role} has ${bytes} bytes instead of ${file.bytes}`);
  }
  return recording;
}

/** The files that must be there. */
export function presentFiles({ files, sealed }: ArchivedRecording): readonly ArchivedFile[] {
  return sealed ? [...files.filter(({ role }) => role !== sealed.standsFor), sealed] : files;
}

/** What a manifest says; null for a text that is none. */
export function parseManifest(text: string): ArchivedRecording | null {
  let found: Partial<ArchivedRecording & { schema: string }> | null;
  try {
    found = JSON.parse(text) as typeof found;
  } catch {
    return null; // The caller names the folder and says what to do.
  }
  const sealed = found?.sealed;
  if (found?.schema !== (sealed ? SEALED_SCHEMA : SCHEMA) || typeof found.format !== 'string' || !Array.isArray(found.files)) return null;
  const files = found.files as readonly ArchivedFile[];
  const whole = [...files, ...(sealed ? [sealed] : [])].every((file) => ROLE.test(file.role) && SHA_256.test(file.sha256) && Number.isSafeInteger(file.bytes));
  if (!whole || recordingId(files) !== found.id || (sealed && !files.some(({ role }) => role === sealed.standsFor))) return null;
  return { id: found.id, format: found.format, files, ...(sealed ? { sealed } : {}) };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw damaged(path, 'it cannot be read', error);
  }
}

function damaged(path: string, why: string, cause?: unknown): AppError {
  const message = `The archived recording ${path} is damaged (${why}): restore it from a backup, or move it away and send the recording again`;
  return new AppError('STORE_UNAVAILABLE', message, { file: path }, { cause });
}
