import { access, open, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { writeFault } from './writeFault.ts';

/**
 * Files that appear together: each is written under a hidden temporary name beside its place and flushed to disk;
 * `publish` renames them all. Until then nobody sees any of them. Throws AppError UNWRITABLE.
 */
export class FileSet {
  readonly #staged = new Map<string, string>();

  /** Writes a file's content, whole or in pieces, without showing it yet. */
  async stage(path: string, content: string | Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<void> {
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
    this.#staged.set(path, temporary);
    try {
      const file = await open(temporary, 'wx');
      try {
        for await (const piece of typeof content === 'string' ? [content] : content) await file.writeFile(piece);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw writeFault(error, path);
    }
  }

  /** The same for a file that is left alone where it exists. */
  async stageUnlessThere(path: string, content: string): Promise<void> {
    const there = await access(path).then(() => true, () => false);
    if (!there) await this.stage(path, content);
  }

  /**
   * Shows all files, `last` after the others. An older `last` goes first, so that it never stands beside files of another time.
   */
  async publish(last: string): Promise<void> {
    const order = [...this.#staged.keys()].sort((a, b) => Number(a === last) - Number(b === last));
    let at = last;
    try {
      await rm(last, { force: true });
      for (at of order) {
        await rename(this.#staged.get(at)!, at);
        this.#staged.delete(at);
      }
    } catch (error) {
      throw writeFault(error, at);
    }
  }

  /** Removes what was staged and not published. */
  async discard(): Promise<void> {
    for (const temporary of this.#staged.values()) await rm(temporary, { force: true });
    this.#staged.clear();
  }
}
