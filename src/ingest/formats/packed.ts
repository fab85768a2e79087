import { basename, join } from 'node:path';
import type { RecordingReader } from '../../model/index.ts';
import { fileBytes } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { defineFormat } from './define.ts';
import { readHeader } from './packed/header.ts';
import { packedReader } from './packed/read.ts';

const ID = 'packed';
const ROLE = 'recording.sfpk';

/**
 * A packed recording, as `export --to packed` writes it: whole numbers of the sensor's step, their differences deflated
 * (docs/formats.md). For long recordings: small, and quick to read.
 */
export const packed = defineFormat({
  id: ID,
  label: 'packed recording',
  looksLike: 'a .sfpk file',
  recognises: (path) => Promise.resolve(isPacked(path)),
  find: (folder) => findFiles(folder, isPacked),
  open: (path) => openFile(path, path),
  async files(path) {
    await packed.open(path);
    return [{ role: ROLE, open: () => fileBytes(path) }];
  },
  openArchived: (folder) => openFile(folder, join(folder, ROLE)),
});

async function openFile(path: string, file: string): Promise<RecordingReader> {
  const { header, end } = await readHeader(file);
  return packedReader({ path, format: ID, ...header }, file, end);
}

function isPacked(path: string): boolean {
  const name = basename(path);
  return /.\.sfpk$/i.test(name) && !name.startsWith('.');
}
