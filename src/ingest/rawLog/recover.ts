import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../model/index.ts';
import type { SealedRecording, SessionRecording } from '../../model/index.ts';
import { fileFault } from '../files.ts';
import { logFault, systemCode } from './fault.ts';
import { MAGIC } from './frame.ts';
import { lockLog, LOCK_ENDING } from './lock.ts';
import { openRawLog } from './open.ts';

/** Files a recording away, wholly or not at all; a second time it changes nothing. */
export type Seal = (recording: SessionRecording) => Promise<SealedRecording>;

/** A session that was filed away, and whose it is. */
export interface FiledSession extends SealedRecording {
  readonly sessionId: string;
  /** RFC 3339 */
  readonly startedAt: string;
  readonly durationS: number;
  readonly patientId: string | null;
  readonly protocol: string | null;
}

export interface RecoveredSession {
  readonly path: string;
  /** One sentence for the person. */
  readonly message: string;
  /** Null where there was nothing to file, or it could not be. */
  readonly filed: FiledSession | null;
}

const ENDING = '.sfraw';
/** Put behind the name of a log that nobody can read, so that it is told once and kept. */
const DAMAGED_ENDING = '.damaged';

/**
 * Files the log of a session that has ended away: seals it, and removes the log once the sealed recording is complete.
 * @param onProgress bytes of the log that were read, and all
 * @throws AppError CONFLICT where a running process has the log; what reading and sealing throw: the log is then still there
 */
export async function fileSession(path: string, seal: Seal, onProgress?: (readBytes: number, totalBytes: number) => void): Promise<FiledSession> {
  const lock = await lockLog(path);
  if (lock === null) throw new AppError('CONFLICT', `${path}: another program is working on this recording; wait until it is done.`, { file: path });
  try {
    return await sealAndRemove(await openRawLog(path, path, { onProgress }), path, seal);
  } finally {
    await lock.release();
  }
}

/**
 * Files away what sessions left behind that did not end in order: after a crash or power cut at any moment, also one while a
 * session was being sealed. Sessions that a running process has are left alone. A second call finds nothing to do.
 * A fault of the software at one log must not keep a clinic's server from ever starting again: it is told, and the log kept.
 * @param folder of live sessions: `<id>.sfraw`; it need not exist
 * @throws AppError UNREADABLE for the folder; what befalls a single log is in its message
 */
export async function recoverSessions(folder: string, seal: Seal): Promise<RecoveredSession[]> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileFault(error, folder);
  });
  const recovered: RecoveredSession[] = [];
  for (const name of logNames(names)) {
    const path = join(folder, name);
    const lock = await lockLog(path);
    if (lock === null) continue;
    try {
      // A lock alone is left when the process ended just after its log was filed away.
      if (names.includes(name)) recovered.push(await recover(path, seal));
    } finally {
      await lock.release();
    }
  }
  return recovered;
}

function logNames(names: readonly string[]): string[] {
  const logs = names.map((name) => (name.endsWith(LOCK_ENDING) ? name.slice(0, -LOCK_ENDING.length) : name)).filter((name) => name.endsWith(ENDING));
  return [...new Set(logs)].sort();
}

async function recover(path: string, seal: Seal): Promise<RecoveredSession> {
  let recording: SessionRecording;
  try {
    recording = await openRawLog(path);
  } catch (error) {
    return { path, message: await putAside(path, error), filed: null };
  }
  const moment = localMinute(recording.session.startedAt);
  try {
    const filed = await sealAndRemove(recording, path, seal);
    const message = filed.recovered
      ? `The recording of ${moment} was interrupted; ${clockTime(filed.durationS)} of it were recovered.`
      : `The recording of ${moment} had been stopped but not yet filed away; all ${clockTime(filed.durationS)} of it are there now.`;
    return { path, message, filed };
  } catch (error) {
    return { path, message: `The recording of ${moment} was interrupted and cannot be filed away yet: ${sentence(error)} It is kept and tried again at the next start.`, filed: null };
  }
}

async function sealAndRemove(recording: SessionRecording, path: string, seal: Seal): Promise<FiledSession> {
  const sealed = await seal(recording);
  await rm(path).catch((error: unknown) => { throw logFault(error, path); });
  const { session, durationS, patientId, protocol } = recording;
  return { ...sealed, sessionId: session.id, startedAt: session.startedAt, durationS, patientId, protocol };
}

/** What becomes of a log that is no recording. @returns a sentence for the person */
async function putAside(path: string, error: unknown): Promise<string> {
  const { size, mtime } = await stat(path).catch((fault: unknown) => { throw fileFault(fault, path); });
  const moment = localMinute(mtime.toISOString());
  if (!(error instanceof AppError)) return `The recording of ${moment} was interrupted and cannot be read yet: ${sentence(error)} It is kept as ${path} and tried again at the next start.`;
  if (error.where.field === 'samples' || size <= MAGIC.length) {
    await rm(path);
    return `The recording of ${moment} was interrupted before any sensor had sent a sample; there was nothing to recover.`;
  }
  if (error.code !== 'BAD_RECORDING') return `The recording of ${moment} was interrupted and cannot be read: ${error.message}`;
  await rename(path, `${path}${DAMAGED_ENDING}`);
  return `The recording of ${moment} was interrupted and cannot be read: ${error.message} It is kept as ${path}${DAMAGED_ENDING}.`;
}

/** What went wrong; not every error's message ends as a sentence does. */
function sentence(error: unknown): string {
  const text = error instanceof AppError ? error.message : `something is wrong in the software (${error instanceof Error ? error.message : String(error)})`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Minute on this computer's clock, for people: `2026-03-14 14:02`. */
function localMinute(moment: string): string {
  const at = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function clockTime(seconds: number): string {
  const whole = Math.round(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((value) => String(value).padStart(2, '0')).join(':');
}
