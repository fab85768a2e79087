import { isAbsolute, join, resolve } from 'node:path';
import type { ClinicSeries, DataKind, KeepingStore, RecordStore, RecordingStore, SeriesEvent } from '../model/ports.ts';
import { StoredSeries } from './clinicSeries.ts';
import { claimFolder } from './dataFolder.ts';
import type { InfluxSettings } from './influx/settings.ts';
import type { TenderTimes } from './outbox/tender.ts';
import { FolderRecordingStore } from './recordings/folderRecordingStore.ts';
import { SqliteKeepingStore } from './sqlite/keepingStore.ts';
import { openDatabase } from './sqlite/openDatabase.ts';
import { SqliteRecordStore } from './sqlite/recordStore.ts';

export interface Stores {
  /** Absolute path of the data folder. */
  readonly folder: string;
  readonly records: RecordStore;
  readonly keeping: KeepingStore;
  readonly metrics: ClinicSeries;
  readonly recordings: RecordingStore;
  /** Rolls days up and copies series to InfluxDB, in the background, until `close`. One process at a time does it. */
  tend(onEvent: (event: SeriesEvent) => void): void;
  /** Resolves once that has nothing left to do. */
  tended(): Promise<void>;
  /** InfluxDB gets every series anew. */
  copyAnew(): void;
  /** Waits for recordings under way, then closes everything. Calling it again does nothing. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The InfluxDB that metric series are copied to and read from; none keeps them in SQLite alone. */
  readonly influx?: InfluxSettings | null;
  readonly times?: Partial<TenderTimes>;
}

/**
 * Opens the embedded stores of a data folder. The folder is created (0700) and marked with its kind on first use.
 * SQLite is loaded here and not before, so commands that need no store do not pay for it.
 * @throws AppError WRONG_DATA_FOLDER when the folder is of the other kind, holds something else or is newer than this
 *   software; STORE_UNAVAILABLE when it cannot be written or opened.
 */
export async function openStores(folder: string, kind: DataKind, { influx = null, times = {} }: StoreOptions = {}): Promise<Stores> {
  const data = isAbsolute(folder) ? folder : resolve(folder);
  await claimFolder(data, kind);
  const recordings = await FolderRecordingStore.open(join(data, 'recordings'));
  const db = await openDatabase(data, kind);
  const records = new SqliteRecordStore(db);
  const keeping = new SqliteKeepingStore(db);
  const metrics = await StoredSeries.open(db, influx, times);
  return {
    folder: data,
    records,
    keeping,
    metrics,
    recordings,
    tend: (onEvent) => metrics.tend(onEvent),
    tended: () => metrics.tender.drained(),
    copyAnew: () => metrics.copyAnew(),
    async close() {
      await recordings.close();
      await metrics.close();
      keeping.close();
      records.close();
    },
  };
}
