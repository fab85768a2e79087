import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchivedRecording } from '../../model/ports.ts';
import type { RecordingFile } from '../../model/recording.ts';
import { syncFolder, writeDurably } from '../durable.ts';
import { onDisk, writeFile } from './files.ts';
import { makeIncoming } from './incoming.ts';
import { MANIFEST, manifestText } from './manifest.ts';

interface Sealing {
  readonly place: string;
  readonly incoming: string;
  readonly recording: ArchivedRecording;
  readonly file: RecordingFile & { readonly standsFor: string };
  readonly prove: (path: string) => Promise<boolean>;
}

/**
 * Steps, each on the disk before the next: write the new file aside and prove it; move it beside the old one; say so in the manifest;
 * remove the old one. A crash between any two leaves a recording that can be read, and sealing it again does what is left.
 */
export async function sealRecording({ place, incoming, recording, file, prove }: Sealing): Promise<ArchivedRecording | null> {
  if (recording.sealed) {
    await onDisk(place, () => removeOld(place, recording.sealed!.standsFor));
    return recording;
  }
  const aside = await onDisk(incoming, () => makeIncoming(incoming));
  try {
    const written = await writeFile(aside, file);
    if (!(await prove(join(aside, file.role)))) return null;
    const sealed: ArchivedRecording = { ...recording, sealed: { ...written, standsFor: file.standsFor } };
    await onDisk(place, async () => {
      await writeDurably(join(aside, MANIFEST), manifestText(sealed));
      await rename(join(aside, file.role), join(place, file.role));
      await syncFolder(place);
      await rename(join(aside, MANIFEST), join(place, MANIFEST));
      await syncFolder(place);
      await removeOld(place, file.standsFor);
    });
    return sealed;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function removeOld(place: string, role: string): Promise<void> {
  await rm(join(place, role), { force: true });
  await syncFolder(place);
}
