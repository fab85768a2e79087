import type { AuditEntry, Erasure, KeepingStore, Page, RecordReferences, KeptAnalysis } from '../../model/ports.ts';
import { checkId } from '../ids.ts';
import { ANALYSIS_COLUMNS, readAnalysis, type AnalysisRow } from './analysisRow.ts';
import { auditFingerprint } from './auditChain.ts';
import { checkLimit, cutPage, readCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { eraseRows } from './eraseRows.ts';

interface ErasureRow {
  readonly patient_id: string;
  readonly asked_at: string;
  readonly recordings: string;
}

/** Audit, erasures and references in the database of the records. */
export class SqliteKeepingStore implements KeepingStore {
  readonly #db: Database;
  #open = true;

  constructor(db: Database) {
    this.#db = db.hold();
  }

  addAudit(entry: Pick<AuditEntry, 'at' | 'actor' | 'action' | 'subject'>): void {
    checkId(entry.subject, 'audit.subject');
    this.#db.transaction(() => {
      const before = this.#db.get<AuditEntry>('SELECT * FROM audit ORDER BY position DESC LIMIT 1');
      const next = { ...entry, position: (before?.position ?? 0) + 1 };
      this.#db.run(
        'INSERT INTO audit (position, at, actor, action, subject, sha256) VALUES (?, ?, ?, ?, ?, ?)',
        next.position, next.at, next.actor, next.action, next.subject, auditFingerprint(next, before),
      );
    });
  }

  audit({ limit, cursor, subject }: { limit: number; cursor?: string; subject?: string }): Page<AuditEntry> {
    checkLimit(limit);
    const list = `audit ${subject ?? ''}`;
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor<number>(list, 'number', cursor)[0];
    const rows = this.#db.all<AuditEntry>(
      'SELECT * FROM audit WHERE position < ? AND (? IS NULL OR subject = ?) ORDER BY position DESC LIMIT ?', before, subject ?? null, subject ?? null, limit + 1,
    );
    return cutPage(rows, limit, (row) => ({ ...row }), list, (row) => [row.position, '']);
  }

  brokenAudit(): AuditEntry | null {
    let before: AuditEntry | null = null;
    for (const entry of this.#db.all<AuditEntry>('SELECT * FROM audit ORDER BY position')) {
      if (entry.position !== (before?.position ?? 0) + 1 || entry.sha256 !== auditFingerprint(entry, before)) return { ...entry };
      before = entry;
    }
    return null;
  }

  analysesOf(recordingId: string): readonly KeptAnalysis[] {
    return this.#db.all<AnalysisRow>(`SELECT ${ANALYSIS_COLUMNS} FROM analysis WHERE recording_id = ? ORDER BY rowid`, recordingId).map(readAnalysis);
  }

  references(): RecordReferences {
    return {
      trials: this.#db.all<RecordReferences['trials'][number]>(
        `SELECT trial.id AS trialId, assessment_id AS assessmentId, patient_id AS patientId, json_extract(trial.document, '$.recordingId') AS recordingId,
           json_extract(trial.document, '$.analysisKey') AS analysisKey FROM trial JOIN assessment ON assessment.id = assessment_id ORDER BY taken_at_ms, assessment_id, position`,
      ),
      analyses: this.#db.all<RecordReferences['analyses'][number]>('SELECT key, recording_id AS recordingId FROM analysis'),
      measuredTrials: this.#db.all<{ trial_id: string }>('SELECT DISTINCT trial_id FROM metric_point').map((row) => row.trial_id),
    };
  }

  faults(): readonly string[] {
    const integrity = this.#db.all<{ integrity_check: string }>('PRAGMA integrity_check').map((row) => row.integrity_check);
    const orphans = this.#db.all<{ table: string; parent: string }>('PRAGMA foreign_key_check');
    return [
      ...integrity.filter((text) => text !== 'ok').map((text) => `SQLite says of ${this.#db.file}: ${text}`),
      ...orphans.map(({ table, parent }) => `A row of "${table}" in ${this.#db.file} belongs to a row of "${parent}" that is not there`),
    ];
  }

  beginErasure(patientId: string, at: string): Erasure | null {
    checkId(patientId, 'patientId');
    // What is removed is overwritten, not only let go.
    this.#db.exec('PRAGMA secure_delete = ON');
    return this.#db.transaction(() => {
      const recordings = eraseRows(this.#db, patientId);
      if (!recordings) return null;
      this.#db.run(
        'INSERT INTO erasure (patient_id, asked_at, recordings) VALUES (?, ?, ?) ON CONFLICT (patient_id) DO UPDATE SET done_at = NULL, recordings = excluded.recordings',
        patientId, at, JSON.stringify(recordings),
      );
      return { patientId, askedAt: at, recordings };
    });
  }

  openErasures(): readonly Erasure[] {
    return this.#db.all<ErasureRow>('SELECT patient_id, asked_at, recordings FROM erasure WHERE done_at IS NULL ORDER BY patient_id')
      .map((row) => ({ patientId: row.patient_id, askedAt: row.asked_at, recordings: JSON.parse(row.recordings) as string[] }));
  }

  finishErasure(patientId: string, at: string): void {
    this.#db.run("UPDATE erasure SET done_at = ?, recordings = '[]' WHERE patient_id = ?", at, patientId);
    // The log of changes still holds pages as they were.
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    if (this.#open) this.#db.release();
    this.#open = false;
  }
}
