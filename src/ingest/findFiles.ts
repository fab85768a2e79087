import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault } from './files.ts';

/** Every wanted file below a folder, sorted by path. What is hidden is left out. Throws AppError. */
export async function findFiles(folder: string, wanted: (path: string) => boolean | Promise<boolean>): Promise<string[]> {
  const found: string[] = [];
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const here = at;
    const entries = await readdir(here, { withFileTypes: true }).catch((error: unknown) => { throw fileFault(error, here); });
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(here, entry.name);
      // A link to a file counts (datasets kept with git-annex are full of them), a link to a folder does not: it could lead in circles.
      if (entry.isDirectory()) pending.push(path);
      else if (await wanted(path)) found.push(path);
    }
  }
  return found.sort();
}
