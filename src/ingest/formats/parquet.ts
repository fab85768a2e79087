import { basename, join } from 'node:path';
import type { RecordingReader } from '../../model/index.ts';
import { fileBytes } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { defineFormat } from './define.ts';
import { readAbout } from './parquet/about.ts';
import { parquetReader } from './parquet/read.ts';

const ID = 'parquet';
/** Name of the file in an archive. */
export const PARQUET_ROLE = 'recording.parquet';

/**
 * A recording as Parquet, as `export --to parquet` and the archive of a clinic write it (docs/formats.md): whole numbers of the
 * sensors' steps with their meaning in the metadata. Other programs' Parquet files do not say what their columns are: they are refused.
 */
export const parquet = defineFormat({
  id: ID,
  label: 'Parquet',
  looksLike: 'a .parquet file written by this software',
  recognises: (path) => Promise.resolve(isParquet(path)),
  find: (folder) => findFiles(folder, isParquet),
  open: (path) => openParquet(path),
  async files(path) {
    await openParquet(path);
    return [{ role: PARQUET_ROLE, open: () => fileBytes(path) }];
  },
  openArchived: (folder) => openParquet(folder, join(folder, PARQUET_ROLE)),
});

/**
 * @param path as the caller names the recording @param file the file itself
 * @param stands for the recording it was made from: tells that one's SHA-256 instead of the file's own
 * @throws AppError
 */
export async function openParquet(path: string, file = path, stands = false): Promise<RecordingReader> {
  const { metadata, about } = await readAbout(file);
  return parquetReader({ path, format: ID, file, metadata, about, sha256: stands ? about.source.sha256 : null });
}

function isParquet(path: string): boolean {
  const name = basename(path);
  return /.\.parquet$/i.test(name) && !name.startsWith('.');
}
