import { AppError } from '../../model/index.ts';
import type { MetricStore, RecordStore, Visit } from '../../model/index.ts';
import { metricPoints } from '../intakeRecords.ts';

/**
 * Keeps the values of an attempt that is about to count. Writing them before the decision is kept is the safe order: a crash in between
 * leaves values of a trial that is set aside, which nobody is shown; the other way round they would be missing for good.
 */
export async function keepPoints({ records, metrics }: { readonly records: RecordStore; readonly metrics: MetricStore }, visit: Visit, attemptId: string): Promise<void> {
  const recording = visit.tests.flatMap(({ attempts }) => attempts).find(({ id }) => id === attemptId)?.recording;
  if (!recording || recording.trialId === null || recording.analysisKey === null) return;
  const stored = records.analysis(recording.analysisKey);
  const assessment = records.assessment(visit.assessmentId);
  if (!stored || !assessment) throw new AppError('NOT_FOUND', 'The analysis of this recording is not there any more; record the test again');
  const { patientId, assessmentId } = visit;
  await metrics.write(metricPoints(stored.document, { patientId, assessmentId, trialId: recording.trialId }, Date.parse(assessment.takenAt)));
}
