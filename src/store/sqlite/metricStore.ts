import { AppError } from '../../model/errors.ts';
import type { MetricDay, MetricPoint, MetricStore, SeriesQuery } from '../../model/ports.ts';
import { checkPoint } from '../checkPoint.ts';
import type { Database } from './database.ts';
import { forgetDays, readDays } from './dayTable.ts';

export interface PointRow {
  readonly trial_id: string;
  readonly metric: string;
  readonly algorithm: string;
  readonly patient_id: string;
  readonly assessment_id: string;
  readonly time_ms: number;
  readonly value: number;
}

/** Metric series in the same SQLite file as the records, in a table of their own. */
export class SqliteMetricStore implements MetricStore {
  readonly #db: Database;
  #open = true;

  constructor(db: Database) {
    this.#db = db.hold();
  }

  async write(points: readonly MetricPoint[]): Promise<void> {
    this.keep(points);
  }

  /** `write` at once, within a transaction that is under way. @returns the points that changed something */
  keep(points: readonly MetricPoint[]): readonly MetricPoint[] {
    for (const point of points) checkPoint(point);
    return this.#db.transaction(() => points.filter((p) => this.#db.run(
      `INSERT INTO metric_point (trial_id, metric, algorithm, patient_id, assessment_id, time_ms, value) VALUES (?, ?, ?, ?, ?, ?, ? * ?)
       ON CONFLICT (patient_id, metric, time_ms, trial_id, algorithm) DO UPDATE SET assessment_id = excluded.assessment_id, value = excluded.value
       WHERE (assessment_id, value) IS NOT (excluded.assessment_id, excluded.value)`,
      p.trialId, p.metric, p.algorithm, p.patientId, p.assessmentId, p.timeMs, ...exactly(p.value),
    ) > 0));
  }

  async series(query: SeriesQuery): Promise<readonly MetricPoint[]> {
    const rows = this.#db.all<PointRow>(
      `SELECT * FROM metric_point WHERE patient_id = ? AND metric = ? AND time_ms >= ? AND time_ms < ?
       ORDER BY time_ms, trial_id, algorithm`,
      query.patientId, query.metric, query.fromMs ?? -Infinity, query.toMs ?? Infinity,
    );
    return rows.map(pointOf);
  }

  async daily(query: SeriesQuery): Promise<readonly MetricDay[]> {
    return readDays(this.#db, query);
  }

  async deletePatient(patientId: string): Promise<void> {
    this.forget(patientId);
  }

  /** `deletePatient` at once, within a transaction that is under way. */
  forget(patientId: string): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM metric_point WHERE patient_id = ?', patientId);
      forgetDays(this.#db, patientId);
    });
  }

  /** Removes the points of a patient's trials that the record tables do not have, or have set aside. @returns how many */
  forgetUncounted(patientId: string): number {
    return this.#db.run(
      `DELETE FROM metric_point WHERE patient_id = ? AND trial_id NOT IN
         (SELECT trial.id FROM trial JOIN assessment ON assessment.id = trial.assessment_id WHERE assessment.patient_id = ? AND trial.document ->> '$.setAside' IS NULL)`,
      patientId, patientId,
    );
  }

  /** Everything kept of a patient. */
  pointsOf(patientId: string): readonly MetricPoint[] {
    return this.#db.all<PointRow>('SELECT * FROM metric_point WHERE patient_id = ?', patientId).map(pointOf);
  }

  async health(): Promise<{ ok: boolean; detail: string }> {
    try {
      this.#db.get('SELECT 1 FROM metric_point LIMIT 1');
      const version = this.#db.get<{ version: string }>('SELECT sqlite_version() AS version')!.version;
      return { ok: true, detail: `Embedded store, SQLite ${version}` };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, detail: error.message };
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#open) this.#db.release();
    this.#open = false;
  }
}

export function pointOf(row: PointRow): MetricPoint {
  return {
    patientId: row.patient_id,
    assessmentId: row.assessment_id,
    trialId: row.trial_id,
    metric: row.metric,
    algorithm: row.algorithm,
    timeMs: row.time_ms,
    value: row.value,
  };
}

/**
 * Two factors of `value`. The driver (1.2.1) binds a number less than 2.2e-16 above a whole number as that whole number,
 * so 1e-17 would become 0. A number below zero is never taken for one it is not.
 */
function exactly(value: number): readonly [number, number] {
  return [-Math.abs(value), value < 0 ? 1 : -1];
}
