import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { logFault, systemCode } from './fault.ts';

/** Says that a process works on a log; it stands beside the log while it does. */
export interface LogLock {
  release(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from a later one of the same number; null where the system does not say. */
  readonly birth: string | null;
}

export const LOCK_ENDING = '.lock';

/** A lock that cannot be read is being written, or its writer was cut off: after this time the latter, ms. */
const UNREADABLE_MS = 5000;
/** A log that another machine has not written to for this long is left over, ms. */
const ELSEWHERE_MS = 60_000;

/**
 * Takes the lock of a log.
 * @returns null when a running process has it
 * @throws AppError UNWRITABLE
 */
export async function lockLog(logPath: string): Promise<LogLock | null> {
  const path = `${logPath}${LOCK_ENDING}`;
  const own = JSON.stringify({ pid: process.pid, host: hostname(), birth: birthOf(process.pid) } satisfies Owner);
  // A lock left over is put aside and the next attempt makes our own; somebody else may be quicker, so it can take a few.
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, own, { flag: 'wx', mode: 0o600 });
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw logFault(error, path);
    }
    if (await isHeld(path, logPath)) return null;
    const aside = `${path}.${process.pid}`;
    try {
      await rename(path, aside);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw logFault(error, path);
      continue;
    }
    // Between the look and the move a quicker process may have made its own.
    if (await isHeld(aside, logPath)) {
      await rename(aside, path);
      return null;
    }
    await rm(aside, { force: true });
  }
  return null;
}

async function isHeld(path: string, logPath: string): Promise<boolean> {
  try {
    const owner = ownerOf(await readFile(path, 'utf8'));
    if (owner === null) return (await ageMs(path)) < UNREADABLE_MS;
    // A process number means nothing on another machine or in another container.
    if (owner.host !== hostname()) return Math.min(await ageMs(path), await ageMs(logPath)) < ELSEWHERE_MS;
    return isRunning(owner.pid) && (owner.birth === null || birthOf(owner.pid) === owner.birth);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Time since a file was written; Infinity where there is none. */
async function ageMs(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return Infinity;
    throw error;
  }
}

function ownerOf(text: string): Owner | null {
  try {
    const { pid, host, birth } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host, birth: birth ?? null } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

/** The boot and the tick of it at which a process began: Linux only, elsewhere the number alone must do. */
function birthOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name is in brackets and may hold anything; the start is the 20th word after it (proc(5)).
    return `${boot} ${line.slice(line.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch (error) {
    if (systemCode(error) !== '') return null;
    throw error;
  }
}
