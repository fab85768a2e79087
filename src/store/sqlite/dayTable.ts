import type { MetricDay, SeriesQuery } from '../../model/ports.ts';
import { dayName, daysOf, DAY_MS, type RolledDay } from '../days.ts';
import type { Database } from './database.ts';

type Rolled = Pick<RolledDay, 'algorithm' | 'n' | 'mean' | 'min' | 'max'>;

interface DueDay {
  readonly patient_id: string;
  readonly metric: string;
  readonly day: number;
}

/**
 * Days of one metric. What is not rolled up yet is put together from its points; reading never writes, so that it
 * works on a disk that is full.
 */
export function readDays(db: Database, query: SeriesQuery): readonly MetricDay[] {
  const { first, end } = daysOf(query);
  const key = [query.patientId, query.metric, first, end] as const;
  const kept = db.all<Rolled & { day: number }>(
    `SELECT day, algorithm, n, mean, least AS min, greatest AS max FROM metric_day AS d
     WHERE patient_id = ? AND metric = ? AND day >= ? AND day < ? AND n > 0
       AND NOT EXISTS (SELECT 1 FROM metric_day_due AS u WHERE u.patient_id = d.patient_id AND u.metric = d.metric AND u.day = d.day)
     ORDER BY day, algorithm`,
    ...key,
  );
  const due = db.all<DueDay>('SELECT patient_id, metric, day FROM metric_day_due WHERE patient_id = ? AND metric = ? AND day >= ? AND day < ?', ...key);
  const rows = due.length === 0 ? kept : [...kept, ...due.flatMap((one) => rolled(db, one).map((row) => ({ ...row, day: one.day })))]
    .sort((a, b) => a.day - b.day || (a.algorithm < b.algorithm ? -1 : 1));
  return rows.map((row) => ({ ...row, day: dayName(row.day) }));
}

/** Rolls up at most `limit` days whose points have changed. @returns how many it were */
export function rollUpDays(db: Database, limit: number): number {
  return db.transaction(() => {
    const due = db.all<DueDay>('SELECT patient_id, metric, day FROM metric_day_due LIMIT ?', limit);
    // Without an InfluxDB there is nobody to send to; one that comes later gets every day.
    const sent = db.get('SELECT 1 FROM series_target') ? 0 : 1;
    for (const one of due) {
      const key = [one.patient_id, one.metric, one.day] as const;
      // A row that lost its values stays, so that InfluxDB hears of it.
      db.run('UPDATE metric_day SET n = 0, sent = ? WHERE patient_id = ? AND metric = ? AND day = ?', sent, ...key);
      db.run(
        `INSERT OR REPLACE INTO metric_day (patient_id, metric, day, algorithm, n, mean, least, greatest, sent)
         SELECT patient_id, metric, ?, algorithm, count(*), avg(value), min(value), max(value), ?
         FROM metric_point WHERE patient_id = ? AND metric = ? AND time_ms >= ? AND time_ms < ? GROUP BY algorithm`,
        one.day, sent, ...pointsOf(one),
      );
      db.run('DELETE FROM metric_day_due WHERE patient_id = ? AND metric = ? AND day = ?', ...key);
    }
    return due.length;
  });
}

export function countDue(db: Database): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM metric_day_due')!.n;
}

export function isDue(db: Database, patientId: string, metric: string): boolean {
  return db.get('SELECT 1 FROM metric_day_due WHERE patient_id = ? AND metric = ? LIMIT 1', patientId, metric) !== null;
}

export function forgetDays(db: Database, patientId: string): void {
  db.run('DELETE FROM metric_day WHERE patient_id = ?', patientId);
  db.run('DELETE FROM metric_day_due WHERE patient_id = ?', patientId);
}

function rolled(db: Database, due: DueDay): Rolled[] {
  return db.all<Rolled>(
    `SELECT algorithm, count(*) AS n, avg(value) AS mean, min(value) AS min, max(value) AS max
     FROM metric_point WHERE patient_id = ? AND metric = ? AND time_ms >= ? AND time_ms < ? GROUP BY algorithm`,
    ...pointsOf(due),
  );
}

function pointsOf({ patient_id, metric, day }: DueDay): readonly [string, string, number, number] {
  return [patient_id, metric, day * DAY_MS, (day + 1) * DAY_MS];
}
