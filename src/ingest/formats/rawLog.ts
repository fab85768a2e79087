import { basename, join, relative, sep } from 'node:path';
import { fileBytes } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { openRawLog, RAW_LOG } from '../rawLog/open.ts';
import { defineFormat } from './define.ts';

const ROLE = 'session.sfraw';
/** Where a dataset keeps what its recordings were made from. */
const SOURCES = 'sourcedata';

/**
 * The raw log of live sensors: packets as they came, with their times of arrival (rawLog/frame.ts, docs/formats.md).
 * In a folder, logs under `sourcedata` are left out: the sealed recording that was made from them stands beside it.
 */
export const rawLog = defineFormat({
  id: RAW_LOG,
  label: 'raw log of live sensors',
  looksLike: 'a .sfraw file',
  recognises: (path) => Promise.resolve(isRawLog(path)),
  find: (folder) => findFiles(folder, (path) => isRawLog(path) && !relative(folder, path).split(sep).includes(SOURCES)),
  open: (path) => openRawLog(path),
  async files(path) {
    await rawLog.open(path);
    return [{ role: ROLE, open: () => fileBytes(path) }];
  },
  openArchived: (folder) => openRawLog(folder, join(folder, ROLE)),
});

function isRawLog(path: string): boolean {
  const name = basename(path);
  return /.\.sfraw$/.test(name) && !name.startsWith('.');
}
