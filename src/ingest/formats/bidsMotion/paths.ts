import { basename, dirname, join, resolve } from 'node:path';
import { exists } from '../../files.ts';

const MOTION = '_motion.tsv';

/** The files of one recording. Events and participants may not exist: null. */
export interface MotionFiles {
  readonly motion: string;
  readonly channels: string;
  readonly json: string;
  readonly events: string | null;
  readonly participants: string | null;
}

/** Names under which the files of a recording are archived. */
export const ROLES = {
  motion: 'motion.tsv', channels: 'channels.tsv', json: 'motion.json', events: 'events.tsv', participants: 'participants.tsv',
} as const;

export function isMotionFile(path: string): boolean {
  const name = basename(path);
  // A name with a leading dot is hidden: a file that is still being written, or a Mac's resource fork (._walk_motion.tsv).
  return name.endsWith(MOTION) && name.length > MOTION.length && !name.startsWith('.');
}

/** `sub-01` of a BIDS file name; null where it names no subject. */
export function subjectOf(motion: string): string | null {
  return /(?:^|_)(sub-[\p{L}\p{N}]+)(?=_)/u.exec(basename(motion))?.[1] ?? null;
}

/** The files that belong to a `_motion.tsv`, by the names BIDS gives them. */
export async function filesBeside(motion: string): Promise<MotionFiles> {
  const prefix = motion.slice(0, -MOTION.length);
  // Events belong to all tracking systems of a run, so their name usually leaves the system out.
  const sharedPrefix = join(dirname(prefix), basename(prefix).replace(/_tracksys-[^_]+/, ''));
  return {
    motion,
    channels: `${prefix}_channels.tsv`,
    json: `${prefix}_motion.json`,
    events: await firstExisting([`${prefix}_events.tsv`, `${sharedPrefix}_events.tsv`]),
    participants: await participantsAbove(dirname(motion)),
  };
}

/** The files of an archived recording, each named by its role. */
export async function filesInArchive(folder: string): Promise<MotionFiles> {
  return {
    motion: join(folder, ROLES.motion),
    channels: join(folder, ROLES.channels),
    json: join(folder, ROLES.json),
    events: await firstExisting([join(folder, ROLES.events)]),
    participants: await firstExisting([join(folder, ROLES.participants)]),
  };
}

/** participants.tsv of the dataset a folder is in: at its root, which dataset_description.json marks. */
async function participantsAbove(folder: string): Promise<string | null> {
  let at = resolve(folder);
  // root/sub-01/ses-01/motion is as deep as BIDS goes; further up the file would be another dataset's.
  for (let level = 0; level <= 3; level++) {
    const participants = join(at, 'participants.tsv');
    if (await exists(participants)) return participants;
    if (await exists(join(at, 'dataset_description.json'))) return null;
    at = dirname(at);
  }
  return null;
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(path)) return path;
  return null;
}
