import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from '../durable.ts';
import { hasEnded } from '../process.ts';

/** A folder nobody has touched for this long is left over, whoever made it, ms. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;
/** `<pid>-<machine>-<random>`. */
const NAME = /^(\d+)-([0-9a-f]{8})-[0-9a-f]{16}$/;

/** Makes an empty private folder that says which process owns it. */
export async function makeIncoming(root: string): Promise<string> {
  const folder = join(root, `${process.pid}-${machine()}-${randomBytes(8).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  return folder;
}

/**
 * Removes what crashed writers left behind: folders of processes of this machine that have ended, and folders
 * untouched for a day. Other processes may be writing beside us, on other machines too: theirs stay.
 */
export async function sweepIncoming(root: string, nowMs: number): Promise<void> {
  for (const name of await readdir(root)) {
    if (!NAME.test(name)) continue;
    const folder = join(root, name);
    if (isLeftOver(name) || nowMs - (await lastTouchedMs(folder)) > ABANDONED_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function isLeftOver(name: string): boolean {
  const [, pid, where] = NAME.exec(name) ?? [];
  // A process number means nothing on another machine or in another container.
  return pid !== undefined && where === machine() && hasEnded(Number(pid));
}

async function lastTouchedMs(folder: string): Promise<number> {
  try {
    const names = await readdir(folder);
    const times = await Promise.all([folder, ...names.map((name) => join(folder, name))].map(async (path) => (await stat(path)).mtimeMs));
    return Math.max(...times);
  } catch (error) {
    // Its owner has just moved it to its place.
    if (systemCode(error) === 'ENOENT') return Infinity;
    throw error;
  }
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}
