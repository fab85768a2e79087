import { isAbsolute, join, resolve } from 'node:path';
import type { DataKind, MetricStore, RecordStore, RecordingStore } from '../model/ports.ts';
import { claimFolder } from './dataFolder.ts';
import { FolderRecordingStore } from './recordings/folderRecordingStore.ts';
import { SqliteMetricStore } from './sqlite/metricStore.ts';
import { openDatabase } from './sqlite/openDatabase.ts';
import { SqliteRecordStore } from './sqlite/recordStore.ts';

export interface Stores {
  readonly records: RecordStore;
  readonly metrics: MetricStore;
  readonly recordings: RecordingStore;
  /** Waits for recordings under way, then closes everything. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Opens the embedded stores of a data folder. The folder is created (0700) and marked with its kind on first use.
 * SQLite is loaded here and not before, so commands that need no store do not pay for it.
 * @throws AppError WRONG_DATA_FOLDER when the folder is of the other kind, holds something else or is newer than this
 *   software; STORE_UNAVAILABLE when it cannot be written or opened.
 */
export async function openStores(folder: string, kind: DataKind): Promise<Stores> {
  const data = isAbsolute(folder) ? folder : resolve(folder);
  await claimFolder(data, kind);
  const recordings = await FolderRecordingStore.open(join(data, 'recordings'));
  const db = await openDatabase(data, kind);
  const records = new SqliteRecordStore(db);
  const metrics = new SqliteMetricStore(db);
  return {
    records,
    metrics,
    recordings,
    async close() {
      await recordings.close();
      await metrics.close();
      records.close();
    },
  };
}
