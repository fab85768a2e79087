/** Analyses everything a clinic has again, after algorithms have changed. */
import { placeOf } from './archive.ts';
import type { KeepingStore } from './model/index.ts';
import type { IntakeStores } from './pipeline/intake.ts';
import { reanalyseTrial, type AnalysedTrial } from './pipeline/reanalysis.ts';
import type { AnalysisWorkers } from './workers.ts';

export interface ReanalyseRequest {
  readonly stores: IntakeStores & { readonly keeping: KeepingStore };
  readonly workers: Pick<AnalysisWorkers, 'recording'>;
  /** Recordings at once. */
  readonly atOnce: number;
  /** Share of all bytes that is done, 0 to 1. */
  readonly onProgress: (fraction: number, done: number, total: number) => void;
  /** What could not be analysed; the others go on. */
  readonly onFailed: (trial: AnalysedTrial, error: unknown) => void;
}

export interface ReanalysedCounts {
  readonly renewed: number;
  readonly current: number;
  readonly failed: number;
}

/** Interrupted at any moment, it goes on where it was: a trial whose analysis is of these algorithms is not looked at again. */
export async function reanalyse({ stores, workers, atOnce, onProgress, onFailed }: ReanalyseRequest): Promise<ReanalysedCounts> {
  const trials = stores.keeping.references().trials.flatMap(({ recordingId, analysisKey, ...rest }): AnalysedTrial[] => (recordingId === null || analysisKey === null ? [] : [{ ...rest, recordingId, analysisKey }]));
  const bytes = await Promise.all(trials.map(async ({ recordingId }) => (await stores.recordings.get(recordingId).catch(() => null))?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0));
  const total = Math.max(1, bytes.reduce((sum, size) => sum + size, 0));
  const counts = { renewed: 0, current: 0, failed: 0 };
  const shares = trials.map(() => 0);
  const tell = (): void => onProgress(shares.reduce((sum, share, i) => sum + share * bytes[i], 0) / total, counts.renewed + counts.current + counts.failed, trials.length);
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let i = next++; i < trials.length; i = next++) {
      try {
        const outcome = await reanalyseTrial(stores, trials[i], async (path, options) => workers.recording({ ...(await placeOf(stores.recordings, trials[i].recordingId)), path }, {
          ...options,
          onProgress: (_, fraction) => {
            shares[i] = fraction;
            tell();
          },
        }));
        counts[outcome] += 1;
      } catch (error) {
        counts.failed += 1;
        onFailed(trials[i], error);
      }
      shares[i] = 1;
      tell();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return counts;
}
