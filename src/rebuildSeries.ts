/** `reindex`: series anew from the records, and from there to InfluxDB. */
import { AppError } from './model/index.ts';
import { reindexSeries, type SeriesRebuilt } from './pipeline/reindex.ts';
import type { Stores } from './store/open.ts';

/** How often progress is looked for, ms. */
const LOOK_MS = 100;

/** @throws AppError STORE_UNAVAILABLE when InfluxDB does not answer; the records are indexed by then */
export async function rebuildSeries(stores: Stores, isCopied: boolean, onProgress: (stage: string, fraction: number) => void): Promise<SeriesRebuilt> {
  const share = isCopied ? 0.5 : 1;
  const rebuilt = await reindexSeries(stores, (fraction) => onProgress('indexing records', share * fraction));
  stores.copyAnew();
  const watch = setInterval(() => onProgress(isCopied ? 'copying to InfluxDB' : 'rolling up days', share + (1 - share) * stores.metrics.state().filled), LOOK_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      stores.tend(({ facts }) => {
        if (facts.reason === undefined) return;
        reject(new AppError('STORE_UNAVAILABLE', `The series are rebuilt in the data folder, but not all of them in InfluxDB: ${facts.reason}. "surefoot serve" goes on with it.`));
      });
      stores.tended().then(resolve, reject);
    });
  } finally {
    clearInterval(watch);
  }
  return rebuilt;
}
