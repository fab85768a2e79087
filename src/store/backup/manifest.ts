import { AppError } from '../../model/errors.ts';
import type { DataKind } from '../../model/ports.ts';

export const BACKUP_FILE = 'backup.json';
const SCHEMA = 'surefoot.backup/1';

export interface BackupFile {
  /** Below the data folder, with slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a backup says of itself: its last file. */
export interface BackupManifest {
  readonly kind: DataKind;
  readonly createdAt: string;
  /** `surefoot@version` */
  readonly software: string;
  readonly files: readonly BackupFile[];
}

export function backupText(manifest: BackupManifest): string {
  return `${JSON.stringify({ schema: SCHEMA, ...manifest }, null, 2)}\n`;
}

/** @throws AppError BAD_INPUT */
export function readBackupText(text: string, backup: string): BackupManifest {
  let found: Partial<BackupManifest & { schema: string }> | null = null;
  try {
    found = JSON.parse(text) as typeof found;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { schema, kind, createdAt, software, files }: Partial<BackupManifest & { schema: string }> = found ?? {};
  if (schema !== SCHEMA || (kind !== 'clinic' && kind !== 'demo') || typeof createdAt !== 'string' || typeof software !== 'string' || !Array.isArray(files)) {
    throw new AppError('BAD_INPUT', `${backup} is no backup of Surefoot, or of a newer version: name the folder or .tar file that "surefoot backup" wrote`, { file: backup });
  }
  return { kind, createdAt, software, files };
}

/** Whether a path of a backup stays below the folder it is restored to. */
export function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\') && !part.includes('\0'));
}
