import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, systemCode } from '../durable.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/** Where a backup is written to. Nothing is seen under its name before it is whole. */
export interface BackupSink {
  /** @param bytes how many of the file's bytes; it may grow meanwhile @param known SHA-256 of a file that nobody changes: it may be shared instead of copied */
  add(path: string, source: string, bytes: number, known?: string): Promise<{ readonly sha256: string }>;
  addText(path: string, text: string): Promise<{ readonly sha256: string }>;
  publish(): Promise<void>;
  /** Removes what was not published. */
  discard(): Promise<void>;
}

/** A folder. Recordings are hard links where source and backup are on one disk: they never change. */
export async function folderSink(out: string): Promise<BackupSink> {
  const part = `${out}.part`;
  // What an interrupted backup left.
  await rm(part, { recursive: true, force: true });
  // Not in one: Node then calls a disk that may only be read one that is not there.
  await mkdir(dirname(out), { recursive: true, mode: 0o700 });
  await mkdir(part, { mode: 0o700 });
  const folders = new Set([part]);
  const place = async (path: string): Promise<string> => {
    const target = join(part, path);
    for (let folder = dirname(target); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    return target;
  };
  const copy = async (target: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{ sha256: string }> => {
    const handle = await open(target, 'wx', 0o600);
    try {
      const sha256 = await pour(handle, pieces);
      await handle.sync();
      return { sha256 };
    } finally {
      await handle.close();
    }
  };
  return {
    async add(path, source, bytes, known) {
      const target = await place(path);
      if (known !== undefined && (await shared(source, target))) return { sha256: known };
      return copy(target, firstBytes(source, bytes));
    },
    addText: async (path, text) => copy(await place(path), [Buffer.from(text)]),
    async publish() {
      for (const folder of folders) await syncFolder(folder);
      await rename(part, out);
      await syncFolder(dirname(out));
    },
    discard: () => rm(part, { recursive: true, force: true }),
  };
}

/** One .tar file, which every tar reads. */
export async function tarSink(out: string): Promise<BackupSink> {
  const part = `${out}.part`;
  await rm(part, { force: true });
  await mkdir(dirname(out), { recursive: true });
  const handle = await open(part, 'wx', 0o600);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  const write = async (path: string, bytes: number, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{ sha256: string }> => {
    await handle.writeFile(tarHeader(path, bytes));
    const sha256 = await pour(handle, pieces);
    await handle.writeFile(tarPadding(bytes));
    return { sha256 };
  };
  return {
    add: (path, source, bytes) => write(path, bytes, firstBytes(source, bytes)),
    addText(path, text) {
      const content = Buffer.from(text);
      return write(path, content.length, [content]);
    },
    async publish() {
      await handle.writeFile(tarEnd());
      await handle.sync();
      await close();
      await rename(part, out);
      await syncFolder(dirname(out));
    },
    async discard() {
      await close();
      await rm(part, { force: true });
    },
  };
}

async function pour(handle: FileHandle, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) {
    hash.update(piece);
    await handle.writeFile(piece);
  }
  return hash.digest('hex');
}

async function* firstBytes(source: string, bytes: number): AsyncGenerator<Uint8Array> {
  if (bytes > 0) yield* createReadStream(source, { end: bytes - 1, highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
}

async function shared(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch (error) {
    // Another disk, or one that knows no links.
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(systemCode(error))) return false;
    throw error;
  }
}
