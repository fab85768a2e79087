import { open } from 'node:fs/promises';
import { AppError } from '../../model/errors.ts';

/** POSIX.1-1988 ustar, the part of it that files need. */
const BLOCK = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
const READ_BYTES = 1 << 18;

/** @throws RangeError for a path or size that ustar cannot hold */
export function tarHeader(path: string, bytes: number): Buffer {
  const cut = path.length <= NAME_BYTES ? -1 : path.indexOf('/', path.length - NAME_BYTES - 1);
  const [prefix, name] = cut < 0 ? ['', path] : [path.slice(0, cut), path.slice(cut + 1)];
  if (name.length > NAME_BYTES || prefix.length > PREFIX_BYTES || !/^[\x20-\x7e]+$/.test(path)) throw new RangeError(`"${path}" is no name for a tar file`);
  if (bytes >= 8 ** 11) throw new RangeError(`"${path}" is too large for a tar file: back up to a folder`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, width: number): void => void header.write(value.toString(8).padStart(width - 1, '0'), at, 'latin1');
  header.write(name, 0, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes, 124, 12);
  octal(0, 136, 12);
  header.fill(' ', 148, 156);
  header.write('0', 156, 'latin1');
  header.write('ustar\0' + '00', 257, 'latin1');
  header.write(prefix, 345, 'latin1');
  octal(header.reduce((sum, byte) => sum + byte, 0), 148, 7);
  return header;
}

export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
}

export function tarEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK);
}

export interface TarFile {
  readonly path: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** The files of a tar file in their order. Each must be read to its end before the next. @throws AppError BAD_INPUT for anything else */
export async function* tarFiles(file: string): AsyncGenerator<TarFile> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    for (let at = 0; ; ) {
      const header = (await handle.read(Buffer.alloc(BLOCK), 0, BLOCK, at)).buffer;
      if (header.every((byte) => byte === 0) && at + BLOCK <= size) return;
      const text = (from: number, to: number): string => header.toString('latin1', from, to).replace(/\0.*$/s, '');
      const bytes = Number.parseInt(text(124, 136), 8);
      const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
      if (text(257, 262) !== 'ustar' || Number.parseInt(text(148, 156), 8) !== sum || !(bytes >= 0) || at + BLOCK + bytes > size) {
        throw new AppError('BAD_INPUT', `${file} is no backup of Surefoot, or was cut off at byte ${at}: copy it again`, { file });
      }
      const start = at + BLOCK;
      yield {
        path: [text(345, 500), text(0, NAME_BYTES)].filter((part) => part !== '').join('/'),
        pieces: {
          async* [Symbol.asyncIterator]() {
            for (let done = 0; done < bytes; ) {
              const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(READ_BYTES), 0, Math.min(READ_BYTES, bytes - done), start + done);
              if (bytesRead === 0) throw new AppError('BAD_INPUT', `${file} was cut off while it was read: copy it again`, { file });
              done += bytesRead;
              yield buffer.subarray(0, bytesRead);
            }
          },
        },
      };
      at = start + bytes + tarPadding(bytes).length;
    }
  } finally {
    await handle.close();
  }
}
