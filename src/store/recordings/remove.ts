import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, systemCode } from '../durable.ts';
import { onDisk } from './files.ts';
import { makeIncoming } from './incoming.ts';

/** Removes a recording. It is gone in one step; what a crash leaves in `incoming` is cleared when the archive is next opened. */
export async function removeRecording(place: string, incoming: string): Promise<void> {
  await onDisk(place, async () => {
    const bin = await makeIncoming(incoming);
    try {
      await rename(place, bin);
      await syncFolder(dirname(place));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    } finally {
      await rm(bin, { recursive: true, force: true });
    }
  });
}
