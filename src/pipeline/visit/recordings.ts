import type { RecordStore, VisitAttempt } from '../../model/index.ts';
import type { IntakeRequest, IntakeResult } from '../intake.ts';
import { tellVisit } from './desk.ts';

type Part = Pick<IntakeRequest, 'visit' | 'setAside' | 'circumstances'>;

/** What an attempt's recording is taken in with: it counts only once somebody has accepted it. A recording of no visit counts at once. */
export function intakeOf(records: RecordStore, attempt: VisitAttempt | null): Part {
  const visit = attempt && records.visit(attempt.visitId);
  if (!visit) return { circumstances: {} };
  const circumstances = visit.tests.flatMap(({ attempts }) => attempts).find(({ id }) => id === attempt.attemptId)?.circumstances;
  return { visit: visit.id, setAside: true, circumstances: circumstances ?? {} };
}

export function recordedIn(records: RecordStore, { visitId, attemptId }: VisitAttempt, { trialId, recordingId, analysisKey }: IntakeResult): void {
  tellVisit(records, visitId, { news: 'recorded', attemptId, trialId, recordingId, analysisKey });
}

/** Attempts that a program that has ended left as being recorded, and whose recordings are not there: they are lost. */
export function loseUnrecorded(records: RecordStore, message: string): void {
  for (const { id, tests } of records.openVisits()) {
    for (const attempt of tests.flatMap(({ attempts }) => attempts)) {
      if (attempt.recording?.state === 'recording') tellVisit(records, id, { news: 'lost', attemptId: attempt.id, message });
    }
  }
}
