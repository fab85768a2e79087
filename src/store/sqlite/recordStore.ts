import { AppError } from '../../model/errors.ts';
import type { Assessment, Patient, Session, User } from '../../model/people.ts';
import type { DataKind, KeptAnalysis, Page, RecordStore, StoredAnalysis, WrittenAnalysis } from '../../model/ports.ts';
import type { Answers } from '../../model/risk.ts';
import type { AnalysisDocument } from '../../model/analysis.ts';
import type { Trial } from '../../model/trial.ts';
import type { Visit } from '../../model/visit.ts';
import { checkId } from '../ids.ts';
import { checkLimit, cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { writtenAnalysis } from '../writtenAnalysis.ts';
import { ANALYSIS_COLUMNS, readAnalysis, type AnalysisRow } from './analysisRow.ts';
import { toJson, unpackedJson } from './exactJson.ts';
import { sortName } from './sortName.ts';

interface Kept {
  readonly id: string;
  readonly document: string;
}
type PatientRow = Kept & { readonly sort_name: string };
type AssessmentRow = Kept & { readonly answers: string; readonly taken_at_ms: number };

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/**
 * Records in SQLite. `document` columns hold the model's object as JSON; every other column is a copy to search by.
 * A method that returned is on the disk (WAL with synchronous=FULL).
 */
export class SqliteRecordStore implements RecordStore {
  readonly #db: Database;
  #open = true;

  constructor(db: Database) {
    this.#db = db.hold();
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  kind(): DataKind {
    return this.#db.get<{ kind: DataKind }>('SELECT kind FROM data_folder')!.kind;
  }

  putPatient(patient: Patient): void {
    checkId(patient.id, 'patient.id');
    this.#db.run(
      `INSERT INTO patient (id, external_id, sort_name, document) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET external_id = excluded.external_id, sort_name = excluded.sort_name, document = excluded.document`,
      patient.id, patient.externalId ?? null, sortName(patient.displayName), toJson(patient, 'The patient'),
    );
  }

  patient(id: string): Patient | null {
    return parsed<Patient>(this.#db.get<Kept>('SELECT document FROM patient WHERE id = ?', id));
  }

  patientByExternalId(externalId: string): Patient | null {
    return parsed<Patient>(this.#db.get<Kept>('SELECT document FROM patient WHERE external_id = ?', externalId));
  }

  patients(page: { limit: number; cursor?: string }): Page<Patient> {
    checkLimit(page.limit);
    // Every name sorts after the empty place, as no id is empty.
    const after = page.cursor === undefined ? (['', ''] as const) : readCursor<string>('patients', 'string', page.cursor);
    const rows = this.#db.all<PatientRow>(
      'SELECT id, sort_name, document FROM patient WHERE (sort_name, id) > (?, ?) ORDER BY sort_name, id LIMIT ?',
      ...after, page.limit + 1,
    );
    return cutPage(rows, page.limit, (row) => JSON.parse(row.document) as Patient, 'patients', (row) => [row.sort_name, row.id]);
  }

  putAssessment(assessment: Assessment): void {
    const { trials, answers, ...rest } = assessment;
    checkId(assessment.id, 'assessment.id');
    for (const trial of trials) checkId(trial.id, 'trial.id');
    const takenAtMs = timeMs(assessment.takenAt, 'assessment.takenAt');
    this.#db.transaction(() => {
      if (!this.patient(assessment.patientId)) throw unknown('patient', 'patientId');
      this.#db.run(
        `INSERT INTO assessment (id, patient_id, taken_at_ms, answers, document) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
           patient_id = excluded.patient_id, taken_at_ms = excluded.taken_at_ms, answers = excluded.answers, document = excluded.document`,
        assessment.id, assessment.patientId, takenAtMs, toJson(answers, 'The answers'), toJson(rest, 'The assessment'),
      );
      this.#db.run('DELETE FROM trial WHERE assessment_id = ?', assessment.id);
      for (const [position, trial] of trials.entries()) {
        this.#db.run(
          'INSERT INTO trial (assessment_id, position, id, document) VALUES (?, ?, ?, ?)',
          assessment.id, position, trial.id, toJson(trial, 'The trial'),
        );
      }
    });
  }

  assessment(id: string): Assessment | null {
    const row = this.#db.get<AssessmentRow>('SELECT id, answers, document FROM assessment WHERE id = ?', id);
    return row && this.#assembled(row);
  }

  assessmentsOf(patientId: string, page: { limit: number; cursor?: string }): Page<Assessment> {
    checkLimit(page.limit);
    const list = `assessments ${patientId}`;
    // No time is later than this one.
    const before = page.cursor === undefined ? ([Number.MAX_SAFE_INTEGER, ''] as const) : readCursor<number>(list, 'number', page.cursor);
    const rows = this.#db.all<AssessmentRow>(
      `SELECT id, taken_at_ms, answers, document FROM assessment
       WHERE patient_id = ? AND (taken_at_ms, id) < (?, ?) ORDER BY taken_at_ms DESC, id DESC LIMIT ?`,
      patientId, ...before, page.limit + 1,
    );
    return cutPage(rows, page.limit, (row) => this.#assembled(row), list, (row) => [row.taken_at_ms, row.id]);
  }

  putAnswers(assessmentId: string, answers: Answers): void {
    const changed = this.#db.run('UPDATE assessment SET answers = ? WHERE id = ?', toJson(answers, 'The answers'), assessmentId);
    if (changed === 0) throw unknown('assessment', 'assessmentId');
  }

  putVisit(visit: Visit): void {
    checkId(visit.id, 'visit.id');
    const startedAtMs = timeMs(visit.startedAt, 'visit.startedAt');
    this.#db.transaction(() => {
      if (!this.#db.get('SELECT 1 FROM assessment WHERE id = ?', visit.assessmentId)) throw unknown('assessment', 'assessmentId');
      this.#db.run(
        `INSERT INTO visit (id, assessment_id, started_at_ms, open, document) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
           assessment_id = excluded.assessment_id, started_at_ms = excluded.started_at_ms, open = excluded.open, document = excluded.document`,
        visit.id, visit.assessmentId, startedAtMs, isOpen(visit) ? 1 : 0, toJson(visit, 'The visit'),
      );
    });
  }

  visit(id: string): Visit | null {
    return parsed<Visit>(this.#db.get<Kept>('SELECT document FROM visit WHERE id = ?', id));
  }

  visitOfAssessment(assessmentId: string): Visit | null {
    return parsed<Visit>(this.#db.get<Kept>('SELECT document FROM visit WHERE assessment_id = ?', assessmentId));
  }

  openVisits(): readonly Visit[] {
    return this.#db.all<Kept>('SELECT document FROM visit WHERE open = 1 ORDER BY started_at_ms DESC, id DESC').map((row) => JSON.parse(row.document) as Visit);
  }

  putAnalysis(analysis: StoredAnalysis | WrittenAnalysis): void {
    checkId(analysis.key, 'analysis.key');
    checkId(analysis.recordingId, 'analysis.recordingId');
    const { documentJson, packedTraces } = 'documentJson' in analysis ? analysis : writtenAnalysis(analysis);
    this.#db.run(
      // The guard spares the disk when the same content is saved again.
      `INSERT INTO analysis (key, recording_id, document, traces, options) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET recording_id = excluded.recording_id, document = excluded.document, traces = excluded.traces, options = excluded.options
       WHERE (recording_id, document, traces, options) IS NOT (excluded.recording_id, excluded.document, excluded.traces, excluded.options)`,
      analysis.key, analysis.recordingId, documentJson, packedTraces, analysis.options ? toJson(analysis.options, 'The options') : null,
    );
  }

  analysis(key: string): KeptAnalysis | null {
    const row = this.#db.get<AnalysisRow>(`SELECT ${ANALYSIS_COLUMNS} FROM analysis WHERE key = ?`, key);
    return row && readAnalysis(row);
  }

  async tracesJson(key: string): Promise<string | null> {
    const row = this.#db.get<{ traces: Uint8Array | null }>('SELECT traces FROM analysis WHERE key = ?', key);
    return row?.traces ? unpackedJson(row.traces) : null;
  }

  analysisDocument(key: string): AnalysisDocument | null {
    return parsed<AnalysisDocument>(this.#db.get<Kept>('SELECT document FROM analysis WHERE key = ?', key));
  }

  putUser(user: User): void {
    checkId(user.id, 'user.id');
    this.#db.run(
      `INSERT INTO user (id, username, document) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET username = excluded.username, document = excluded.document`,
      user.id, user.username, toJson(user, 'The user'),
    );
  }

  user(id: string): User | null {
    return parsed<User>(this.#db.get<Kept>('SELECT document FROM user WHERE id = ?', id));
  }

  userByName(username: string): User | null {
    return parsed<User>(this.#db.get<Kept>('SELECT document FROM user WHERE username = ?', username));
  }

  users(): readonly User[] {
    const rows = this.#db.all<Kept>('SELECT document FROM user ORDER BY username COLLATE NOCASE, username');
    return rows.map((row) => JSON.parse(row.document) as User);
  }

  userCount(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM user')!.n;
  }

  putSession(session: Session): void {
    checkId(session.tokenSha256, 'session.tokenSha256');
    this.#db.transaction(() => {
      if (!this.user(session.userId)) throw unknown('user', 'userId');
      this.#db.run(
        `INSERT INTO session (token_sha256, user_id, document) VALUES (?, ?, ?)
         ON CONFLICT (token_sha256) DO UPDATE SET user_id = excluded.user_id, document = excluded.document`,
        session.tokenSha256, session.userId, toJson(session, 'The session'),
      );
    });
  }

  session(tokenSha256: string): Session | null {
    return parsed<Session>(this.#db.get<Kept>('SELECT document FROM session WHERE token_sha256 = ?', tokenSha256));
  }

  deleteSession(tokenSha256: string): void {
    this.#db.run('DELETE FROM session WHERE token_sha256 = ?', tokenSha256);
  }

  deleteSessionsOf(userId: string): void {
    this.#db.run('DELETE FROM session WHERE user_id = ?', userId);
  }

  setting(name: string): string | null {
    return this.#db.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value ?? null;
  }

  putSetting(name: string, value: string | null): void {
    if (value === null) this.#db.run('DELETE FROM setting WHERE name = ?', name);
    else this.#db.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
  }

  close(): void {
    if (this.#open) this.#db.release();
    this.#open = false;
  }

  #assembled(row: Pick<AssessmentRow, 'id' | 'answers' | 'document'>): Assessment {
    const trials = this.#db.all<Kept>('SELECT document FROM trial WHERE assessment_id = ? ORDER BY position', row.id);
    return {
      ...(JSON.parse(row.document) as Omit<Assessment, 'trials' | 'answers'>),
      trials: trials.map((trial) => JSON.parse(trial.document) as Trial),
      answers: JSON.parse(row.answers) as Answers,
    };
  }
}

/** Something is still to happen in it. */
function isOpen({ state, tests }: Visit): boolean {
  return (state !== 'finished' && state !== 'aborted') || tests.some(({ attempts }) => attempts.some(({ recording }) => recording?.state === 'recording'));
}

function parsed<T>(row: Pick<Kept, 'document'> | null): T | null {
  return row && (JSON.parse(row.document) as T);
}

function timeMs(text: string, what: string): number {
  const ms = RFC_3339.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw new RangeError(`${what} must be a time with zone such as 2026-03-01T09:30:00+01:00`);
  return ms;
}

function unknown(what: string, field: string): AppError {
  return new AppError('NOT_FOUND', `There is no such ${what}: check ${field}`, { field });
}
