import { open } from 'node:fs/promises';
import { damaged } from './damage.ts';
import { binaryKind, fileFault } from './files.ts';

const HEAD_BYTES = 64 * 1024;

/** One of the first lines of a text file. */
export interface HeadLine {
  /** Without its line ending and without a byte order mark. */
  readonly text: string;
  /** 1 for the first line, as editors count. */
  readonly line: number;
  /** Offset of the first byte after its line feed. */
  readonly end: number;
}

/** A file's first bytes. Throws AppError, also for a folder. */
export async function firstBytes(path: string, count: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(count);
      const { bytesRead } = await file.read(buffer, 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileFault(error, path);
  }
}

/** The whole lines in the first 64 KB. Throws AppError where the file is empty or no text. */
export async function headLines(path: string): Promise<HeadLine[]> {
  const bytes = await firstBytes(path, HEAD_BYTES);
  if (bytes.length === 0) throw damaged(path, null, 'the file is empty; copy it again from the sensor or the archive.');
  const binary = binaryKind(bytes);
  if (binary !== null) throw damaged(path, null, binary);
  return linesOf(bytes);
}

export function linesOf(bytes: Buffer): HeadLine[] {
  const lines: HeadLine[] = [];
  for (let start = 0; start < bytes.length;) {
    const lineFeed = bytes.indexOf(10, start);
    // The last line counts only where the file itself ends here.
    if (lineFeed < 0 && bytes.length === HEAD_BYTES) break;
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    // Not fatal: some exporters write their copyright sign in the code page of their day.
    const text = new TextDecoder().decode(bytes.subarray(start, lineFeed < 0 ? end : lineFeed)).replace(/\r$/, '');
    lines.push({ text, line: lines.length + 1, end });
    start = end;
  }
  return lines;
}
