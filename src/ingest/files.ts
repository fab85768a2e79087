import { constants } from 'node:fs';
import { access, open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../model/index.ts';
import { damaged } from './damage.ts';

/** Sidecars are small; a larger one is some other file under a sidecar's name. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
const COPY_BYTES = 256 * 1024;

/** Turns what the file system says into one line that names the file and what to do. */
export function fileFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof AppError) return error;
  const name = basename(path);
  const where = { file: path };
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('NO_SUCH_FILE', `${name}: there is no such file or folder (${path}); check the path.`, where, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new AppError('UNREADABLE', `${name}: you may not read this file (${path}); ask its owner for read permission.`, where, { cause: error });
    case 'EISDIR':
      return new AppError('UNREADABLE', `${name}: this is a folder, not a file (${path}); name a file inside it.`, where, { cause: error });
    default:
      return new AppError('UNREADABLE', `${name}: the file cannot be read (${error.message}); check the disk or copy the file again.`, where, { cause: error });
  }
}

/** Whether a path exists and is a folder. Throws AppError NO_SUCH_FILE or UNREADABLE. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw fileFault(error, path);
  }
}

/** Whether there is something under this name; it may still be unreadable. */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch (error) {
    const fault = fileFault(error, path);
    if (fault instanceof AppError && fault.code === 'NO_SUCH_FILE') return false;
    throw fault;
  }
}

/** A small text file. UTF-8, with or without a byte order mark. Throws AppError. */
export async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MAX_TEXT_BYTES) throw damaged(path, null, `the file has ${Math.round(size / 1e6)} MB, far too many for what it should hold; check that it is the right file.`);
    bytes = await readFile(path);
  } catch (error) {
    throw fileFault(error, path);
  }
  const binary = binaryKind(bytes);
  if (binary !== null) throw damaged(path, null, `${binary}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw damaged(path, null, 'the file is not UTF-8 text; save it again as UTF-8.');
  }
}

/** Says what a file is when its first bytes are not text, as a sentence with its remedy; null for text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return 'the file is gzip-compressed, whatever its name says; unpack it first (gunzip).';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'the file is a zip archive or an Excel workbook, whatever its name says; unpack it or save it as tab-separated text.';
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'the file is UTF-16 text; save it again as UTF-8.';
  for (const byte of bytes) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) return 'the file holds binary data, not text; check that it is the right file.';
  }
  return null;
}

/** Bytes of a file, piece by piece. Each piece is the caller's to keep. Throws AppError. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(COPY_BYTES), 0, COPY_BYTES, null);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileFault(error, path);
  }
}
