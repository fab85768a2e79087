import { link, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { AppError } from '../model/errors.ts';
import type { DataKind } from '../model/ports.ts';
import { syncFolder, systemCode, writeDurably } from './durable.ts';

export const MARKER = 'surefoot-data.json';
const SCHEMA = 'surefoot.dataFolder/1';
/** May lie in a fresh folder: a new disk's own folder, a desktop's droppings, our marker being written. */
const HARMLESS = /^(lost\+found|\.DS_Store|surefoot-data\.json\..*\.tmp)$/;

/**
 * Makes `folder` ours, or checks that it already is: it is created (0700) and marked on first use.
 * @throws AppError WRONG_DATA_FOLDER when it is of the other kind or holds something else,
 *   STORE_UNAVAILABLE when it cannot be made, read or written.
 */
export async function claimFolder(folder: string, kind: DataKind): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await readMarker(folder))) await mark(folder, kind);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw cannotUse(folder, error);
  }
  const found = await readMarker(folder);
  if (found !== kind) throw new AppError('WRONG_DATA_FOLDER', wrongKind(folder, found, kind), { file: folder });
}

/** What an existing data folder is for. @throws AppError WRONG_DATA_FOLDER where it is none */
export async function kindOf(folder: string): Promise<DataKind> {
  const kind = await readMarker(folder);
  if (!kind) throw new AppError('WRONG_DATA_FOLDER', `${folder} is no data folder of Surefoot: name the folder that the server uses`, { file: folder });
  return kind;
}

async function readMarker(folder: string): Promise<DataKind | null> {
  const file = join(folder, MARKER);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    throw cannotUse(folder, error);
  }
  const kind = kindIn(text);
  if (!kind) {
    throw new AppError('WRONG_DATA_FOLDER', `${file} is damaged or not of this software: restore it, or choose another data folder`, { file });
  }
  return kind;
}

function kindIn(text: string): DataKind | null {
  let marker: unknown;
  try {
    marker = JSON.parse(text);
  } catch {
    return null; // The caller names the file and says what to do.
  }
  const { schema, kind } = (marker ?? {}) as { schema?: unknown; kind?: unknown };
  return schema === SCHEMA && (kind === 'demo' || kind === 'clinic') ? kind : null;
}

async function mark(folder: string, kind: DataKind): Promise<void> {
  const others = (await readdir(folder)).filter((name) => !HARMLESS.test(name) && name !== MARKER);
  if (others.length > 0) {
    throw new AppError(
      'WRONG_DATA_FOLDER',
      `${folder} is not empty and not a Surefoot data folder (it holds "${others.sort()[0]}"): choose an empty or new folder`,
      { file: folder },
    );
  }
  const temporary = join(folder, `${MARKER}.${randomUUID()}.tmp`);
  try {
    await writeDurably(temporary, `${JSON.stringify({ schema: SCHEMA, kind })}\n`);
    // A link appears whole or not at all and never replaces the mark of a process that came first.
    await link(temporary, join(folder, MARKER));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}

function wrongKind(folder: string, found: DataKind | null, kind: DataKind): string {
  if (found === 'clinic') return `${folder} holds a clinic's data and the demo will not open it: choose another folder for the demo`;
  if (found === 'demo') return `${folder} holds demo data and a clinic must not mix with it: choose another folder for the clinic`;
  return `${folder} lost its mark as a ${kind} folder while it was opened: try again`;
}

function cannotUse(folder: string, error: unknown): AppError {
  const code = systemCode(error);
  const where = { file: folder };
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new AppError('WRONG_DATA_FOLDER', `${folder} is not a folder: choose a folder for the data`, where, { cause: error });
  }
  const why = code ? ` (${code})` : '';
  return new AppError(
    'STORE_UNAVAILABLE',
    `The data folder ${folder} cannot be written${why}: check who owns it and that its disk is there and not full, or choose another folder`,
    where,
    { cause: error },
  );
}
