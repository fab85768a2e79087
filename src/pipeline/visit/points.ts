import { AppError } from '../../model/index.ts';
import type { ClinicSeries, RecordStore, Visit } from '../../model/index.ts';
import { metricPoints } from '../intakeRecords.ts';

/** Keeps the values of an attempt that counts from now on, in the transaction of that decision. */
export function keepPoints({ records, metrics }: { readonly records: RecordStore; readonly metrics: Pick<ClinicSeries, 'keep'> }, visit: Visit, attemptId: string): void {
  const recording = visit.tests.flatMap(({ attempts }) => attempts).find(({ id }) => id === attemptId)?.recording;
  if (!recording || recording.trialId === null || recording.analysisKey === null) return;
  const stored = records.analysis(recording.analysisKey);
  const assessment = records.assessment(visit.assessmentId);
  if (!stored || !assessment) throw new AppError('NOT_FOUND', 'The analysis of this recording is not there any more; record the test again');
  const { patientId, assessmentId } = visit;
  metrics.keep(metricPoints(stored.document, { patientId, assessmentId, trialId: recording.trialId }, Date.parse(assessment.takenAt)));
}
