import { AppError } from '../../model/index.ts';
import type { Assessment, Patient, PlannedTest, RecordStore, Signed, Visit } from '../../model/index.ts';
import { batteries, protocols } from '../../protocols/index.ts';
import { SOFTWARE } from '../algorithms.ts';
import { ageFromBirthYear, derivedId, present } from '../intakeRecords.ts';
import type { RecordingNews, SignedStep } from './actions.ts';
import { takeNews } from './news.ts';
import { reduceVisit } from './reduce.ts';
import { isOver } from './state.ts';
import { withEntered, withVisitTrials } from './trials.ts';

/** Begins a visit with its assessment. @param id new and unlike any other @throws AppError NOT_FOUND, BAD_INPUT; CONFLICT while another visit of the patient is open */
export function beginVisit(records: RecordStore, { id, patientId, battery, at, by }: Signed & { readonly id: string; readonly patientId: string; readonly battery: string }): Visit {
  const found = batteries.find((one) => one.id === battery);
  if (!found) throw new AppError('BAD_INPUT', 'battery: there is no such battery; GET /api/v1/batteries lists them', { field: 'battery' });
  const tests = found.tests.map(({ protocol, durationS, ladder }): PlannedTest =>
    ({ protocol, durationS: durationS ?? protocols.find((one) => one.id === protocol)?.durationS ?? null, ladder: ladder ?? null }));
  return records.transaction(() => {
    const patient = records.patient(patientId);
    if (!patient) throw new AppError('NOT_FOUND', 'There is no such patient');
    if (records.openVisits().some((visit) => visit.patientId === patientId && !isOver(visit))) {
      throw new AppError('CONFLICT', 'A visit of this patient is open already; go on with it, or end it', { field: 'patientId' });
    }
    // As `intakeRecording` derives it: what is recorded in this visit finds its assessment by itself.
    const assessmentId = assessmentOfVisit(patientId, id);
    const visit: Visit = {
      id, patientId, assessmentId, battery, startedAt: at, startedBy: by, state: 'safetyCheck', safety: null, sensors: [], circumstances: {},
      tests: tests.map((test) => ({ ...test, attempts: [], skipped: null })), current: 0, adverseEvents: [], ended: null,
    };
    records.putAssessment(emptyAssessment(visit, patient));
    records.putVisit(visit);
    return visit;
  });
}

/** A step of a visit, kept with what it means for the assessment, in one transaction. @throws AppError NOT_FOUND, and as `reduceVisit` */
export function stepVisit(records: RecordStore, id: string, step: SignedStep): Visit {
  return change(records, id, (visit) => reduceVisit(visit, step));
}

/** News of a recording. Null where the visit is not there. */
export function tellVisit(records: RecordStore, id: string, news: RecordingNews): Visit | null {
  return records.visit(id) && change(records, id, (visit) => takeNews(visit, news));
}

/** @throws AppError NOT_FOUND */
export function knownVisit(records: RecordStore, id: string): Visit {
  const visit = records.visit(id);
  if (!visit) throw new AppError('NOT_FOUND', 'There is no such visit');
  return visit;
}

function change(records: RecordStore, id: string, how: (visit: Visit) => Visit): Visit {
  return records.transaction(() => {
    const before = knownVisit(records, id);
    const after = how(before);
    const assessment = records.assessment(before.assessmentId);
    if (!assessment) throw new Error(`visit ${id} has no assessment`); // the store's foreign key forbids it
    const next = withVisitTrials(assessment, after);
    records.putAssessment({ ...next, answers: withEntered(assessment.answers, before, after) });
    records.putVisit(after);
    return after;
  });
}

export function assessmentOfVisit(patientId: string, visitId: string): string {
  return derivedId('assessment', patientId, visitId);
}

function emptyAssessment({ assessmentId, patientId, startedAt }: Visit, patient: Patient): Assessment {
  return { id: assessmentId, patientId, takenAt: startedAt, ...present({ ageYears: ageFromBirthYear(patient, startedAt) }), trials: [], answers: {}, software: SOFTWARE };
}
