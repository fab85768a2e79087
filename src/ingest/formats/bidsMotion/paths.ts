import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { exists, fileFault } from '../../files.ts';

const MOTION = '_motion.tsv';
const CHANNELS = '_channels.tsv';
const JSON_SIDECAR = '_motion.json';

/** The files of one recording. Events, participants and source may not exist: null. */
export interface MotionFiles {
  readonly motion: string;
  readonly channels: string;
  /** The nearest first: what a nearer file says of a field goes before what another says. */
  readonly json: readonly string[];
  readonly events: string | null;
  readonly participants: string | null;
  /** The raw log of live sensors that it was made from. */
  readonly source: string | null;
}

/** Names under which the files of a recording are archived. */
export const ROLES = {
  motion: 'motion.tsv', channels: 'channels.tsv', json: 'motion.json', events: 'events.tsv', participants: 'participants.tsv',
  source: 'session.sfraw',
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
export async function filesOf(motion: string): Promise<MotionFiles> {
  const prefix = motion.slice(0, -MOTION.length);
  // Events belong to all tracking systems of a run, so their name usually leaves the system out.
  const sharedPrefix = join(dirname(prefix), basename(prefix).replace(/_tracksys-[^_]+/, ''));
  const folders = await datasetFolders(motion);
  const channels = await applicable(motion, CHANNELS, folders);
  const json = await applicable(motion, JSON_SIDECAR, folders);
  return {
    motion,
    channels: channels[0] ?? `${prefix}${CHANNELS}`,
    json: json.length > 0 ? json : [`${prefix}${JSON_SIDECAR}`],
    events: await firstExisting([`${prefix}_events.tsv`, `${sharedPrefix}_events.tsv`]),
    participants: await firstExisting(folders.map((folder) => join(folder, 'participants.tsv'))),
    // `sourcedata` mirrors the dataset.
    source: await firstExisting([join(folders.at(-1)!, 'sourcedata', relative(folders.at(-1)!, `${resolve(prefix)}.sfraw`))]),
  };
}

/** The files of an archived recording, each named by its role. */
export async function filesInArchive(folder: string): Promise<MotionFiles> {
  return {
    motion: join(folder, ROLES.motion),
    channels: join(folder, ROLES.channels),
    json: [join(folder, ROLES.json)],
    events: await firstExisting([join(folder, ROLES.events)]),
    participants: await firstExisting([join(folder, ROLES.participants)]),
    source: await firstExisting([join(folder, ROLES.source)]),
  };
}

/**
 * Folders from the recording's own up to the root of its dataset, which dataset_description.json or participants.tsv marks.
 * Without a root it stands alone: what lies further up belongs to something else.
 */
async function datasetFolders(motion: string): Promise<string[]> {
  const folders: string[] = [];
  let at = dirname(resolve(motion));
  // root/sub-01/ses-01/motion is as deep as BIDS goes.
  for (let level = 0; level <= 3; level++) {
    folders.push(at);
    if (await exists(join(at, 'dataset_description.json')) || await exists(join(at, 'participants.tsv'))) return folders;
    at = dirname(at);
  }
  return folders.slice(0, 1);
}

/**
 * Sidecars that apply to a recording, nearest first: their names hold no part (`task-walk`) that the recording's does not.
 * Source: BIDS 1.10.0, "The Inheritance Principle".
 */
async function applicable(motion: string, suffix: string, folders: readonly string[]): Promise<string[]> {
  const parts = new Set(basename(motion).slice(0, -MOTION.length).split('_'));
  const found: string[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch((error: unknown) => { throw fileFault(error, folder); });
    const partsOf = (name: string): string[] => name.slice(0, -suffix.length).split('_');
    const here = names.filter((name) => name.endsWith(suffix) && partsOf(name).every((part) => parts.has(part)));
    found.push(...here.sort((a, b) => partsOf(b).length - partsOf(a).length).map((name) => join(folder, name)));
  }
  return found;
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(path)) return path;
  return null;
}
