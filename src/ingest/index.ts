import type { RecordingFile, RecordingReader } from '../model/index.ts';
import { AppError } from '../model/index.ts';
import type { RecordingFormat } from './formats/define.ts';
import { formats } from './formats/index.ts';
import { isFolder } from './files.ts';

export type { RecordingFormat } from './formats/define.ts';
export { formats } from './formats/index.ts';

/** Opens one recording and checks everything but its samples. Throws AppError. */
export async function openRecording(path: string): Promise<RecordingReader> {
  return (await formatOf(path)).open(path);
}

/** A recording stands for itself, a folder for every recording below it, sorted. Throws AppError, also where there is none. */
export async function findRecordings(path: string): Promise<string[]> {
  if (!(await isFolder(path))) {
    await formatOf(path);
    return [path];
  }
  const found = (await Promise.all(formats.map((format) => format.find(path)))).flat();
  if (found.length === 0) throw new AppError('NO_SUCH_FILE', `${path}: there is no recording in this folder or below it; name ${expected()}, or a folder that holds one.`, { file: path });
  return found.sort();
}

/** The files an archive must keep to read this recording again. Throws AppError. */
export async function recordingFiles(path: string): Promise<RecordingFile[]> {
  return (await formatOf(path)).files(path);
}

/** Opens a recording from the folder an archive keeps it in, each file named by its role. Throws AppError. */
export async function openArchivedRecording(format: string, folder: string): Promise<RecordingReader> {
  const known = formats.find(({ id }) => id === format);
  if (!known) throw new AppError('UNSUPPORTED_FORMAT', `${folder}: this version does not know the format "${format}"; update the software.`, { file: folder });
  return known.openArchived(folder);
}

async function formatOf(path: string): Promise<RecordingFormat> {
  if (await isFolder(path)) throw new AppError('UNSUPPORTED_FORMAT', `${path}: this is a folder; name one recording in it, ${expected()}.`, { file: path });
  const packed = /\.(gz|zip|7z|bz2|xz|zst)$/i.exec(path);
  if (packed) throw new AppError('UNSUPPORTED_FORMAT', `${path}: the file is compressed (${packed[0]}); unpack it and name ${expected()}.`, { file: path });
  for (const format of formats) if (await format.recognises(path)) return format;
  throw new AppError('UNSUPPORTED_FORMAT', `${path}: no supported recording format; name ${expected()}.`, { file: path });
}

function expected(): string {
  return formats.map(({ looksLike, label }) => `${looksLike} (${label})`).join(', or ');
}
