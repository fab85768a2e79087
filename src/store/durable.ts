import { open } from 'node:fs/promises';

/** Makes the names in a folder survive a power cut: a file's own fsync does not cover its name. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for this and keeps names in its own journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a new private file (0600) that is on the disk when this returns. The file must not exist. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's word for what went wrong (`ENOENT`), or an empty string when the system did not say. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
