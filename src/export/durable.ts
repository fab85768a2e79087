import { open } from 'node:fs/promises';
import { writeFault } from './writeFault.ts';

/** Makes the names in folders survive a power cut: a file's own sync does not cover its name. Throws AppError UNWRITABLE. */
export async function syncFolders(folders: readonly string[]): Promise<void> {
  // Windows cannot open a folder for this and keeps names in its own journal.
  if (process.platform === 'win32') return;
  for (const folder of new Set(folders)) {
    try {
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      // Some network folders cannot; what they promise is up to them.
      if (error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP')) continue;
      throw writeFault(error, folder);
    }
  }
}
