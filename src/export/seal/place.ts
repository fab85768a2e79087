import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SessionRecording } from '../../model/index.ts';
import { motionPathOf, prefixes } from '../bidsMotion.ts';
import type { BidsNames } from '../names.ts';
import { json } from '../bidsMotion/text.ts';
import { writeFault } from '../writeFault.ts';

/** Where a session's recording goes. */
export interface Place extends BidsNames {
  readonly motionPath: string;
  readonly jsonPath: string;
  /** The session's packets as they came. */
  readonly sourcePath: string;
  /** It stands there already, sealed. */
  readonly isSealed: boolean;
}

/**
 * The first name that is free, kept for this session; the one it has where it was sealed before or its sealing broke off.
 * A name is kept by its `_motion.json` with the session's id: without its motion file nobody takes it for a recording.
 * @throws AppError UNWRITABLE
 */
export async function takePlace(folder: string, { session, subject, task }: Pick<SessionRecording, 'session' | 'subject' | 'task'>): Promise<Place> {
  for (let run = 1; ; run++) {
    const names: BidsNames = { subject, task, ...(run === 1 ? {} : { run }) };
    const { motionFolder, ofSystem, ofRun } = prefixes(folder, names);
    const motionPath = motionPathOf(folder, names);
    const jsonPath = `${ofSystem}_motion.json`;
    const sourcePath = join(folder, 'sourcedata', `sub-${subject}`, 'motion', `${basename(ofSystem)}.sfraw`);
    const place = { ...names, motionPath, jsonPath, sourcePath };
    try {
      await mkdir(motionFolder, { recursive: true });
      await mkdir(dirname(sourcePath), { recursive: true });
      const isThere = await exists(motionPath);
      const isOurs = isThere ? (await sessionIn(jsonPath)) === session.id : await reserve(jsonPath, session.id);
      if (!isOurs) continue;
      if (!isThere) await removeLeftovers([motionPath, jsonPath, `${ofSystem}_channels.tsv`, `${ofRun}_events.tsv`, sourcePath]);
      return { ...place, isSealed: isThere };
    } catch (error) {
      throw writeFault(error, motionPath);
    }
  }
}

/** Keeps a name for a session. @returns false where it is another's */
async function reserve(jsonPath: string, id: string): Promise<boolean> {
  try {
    await writeFile(jsonPath, json({ SurefootSession: { id } }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (await sessionIn(jsonPath)) === id;
  }
}

/** Gives a name back whose recording did not come about. */
export async function leavePlace({ motionPath, jsonPath }: Place): Promise<void> {
  if (!(await exists(motionPath))) await rm(jsonPath, { force: true });
}

/** Id of the session that a `_motion.json` is of; null where there is none in it. */
async function sessionIn(jsonPath: string): Promise<string | null> {
  try {
    const { SurefootSession } = JSON.parse(await readFile(jsonPath, 'utf8')) as { SurefootSession?: { id?: unknown } };
    return typeof SurefootSession?.id === 'string' ? SurefootSession.id : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** What a sealing that was cut off left under hidden names: the name is ours, so nobody else is writing them. */
async function removeLeftovers(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const name of await readdir(dirname(path))) {
      const start = `.${basename(path)}.`;
      if (name.startsWith(start) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(start.length))) await rm(join(dirname(path), name), { force: true });
    }
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
