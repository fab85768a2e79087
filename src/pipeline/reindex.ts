import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Assessment, ClinicSeries, MetricPoint, Patient, RecordStore } from '../model/index.ts';
import { metricPoints } from './intakeRecords.ts';

export interface SeriesRebuilt {
  readonly patients: number;
  /** Points of the records, all of which are kept now. */
  readonly points: number;
  /** Points of trials that the records do not have (any more), or that are set aside. */
  readonly removed: number;
}

/**
 * Makes the metric series anew from the records: the points of every trial's current analysis are kept, those of trials
 * that are gone or set aside are removed. Values of older algorithms stay beside the new ones.
 * A patient at a time, each in a transaction of its own: a server on the same folder goes on, and an end half-way does no harm.
 */
export async function reindexSeries(
  { records, metrics }: { readonly records: RecordStore; readonly metrics: Pick<ClinicSeries, 'keep' | 'forgetUncounted'> }, onProgress: (fraction: number) => void,
): Promise<SeriesRebuilt> {
  const patients = [...pagesOf<Patient>((page) => records.patients(page))];
  let [points, removed] = [0, 0];
  for (const [i, { id }] of patients.entries()) {
    records.transaction(() => {
      const own = [...pagesOf<Assessment>((page) => records.assessmentsOf(id, page))].flatMap((assessment) => pointsOf(records, assessment));
      metrics.keep(own);
      points += own.length;
      removed += metrics.forgetUncounted(id);
    });
    onProgress((i + 1) / patients.length);
    await nextTurn();
  }
  return { patients: patients.length, points, removed };
}

function pointsOf(records: RecordStore, { id, patientId, takenAt, trials }: Assessment): MetricPoint[] {
  return trials.flatMap((trial) => {
    const document = trial.analysisKey === undefined || trial.setAside ? null : records.analysisDocument(trial.analysisKey);
    return document ? metricPoints(document, { patientId, assessmentId: id, trialId: trial.id }, Date.parse(takenAt)) : [];
  });
}

function* pagesOf<T>(ask: (page: { limit: number; cursor?: string }) => { readonly items: readonly T[]; readonly nextCursor?: string }): Generator<T> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = ask({ limit: 100, cursor });
    yield* items;
    cursor = nextCursor;
  } while (cursor !== undefined);
}
