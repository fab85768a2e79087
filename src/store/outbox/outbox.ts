import type { Database } from '../sqlite/database.ts';
import type { ResultLine } from '../influx/lines.ts';
import type { RolledDay } from '../days.ts';

/** What waits to be told to InfluxDB. */
export interface OutboxEntry {
  readonly seq: number;
  readonly patientId: string;
  /** `result`: a line to be written; `forget`: a patient to be deleted. */
  readonly kind: 'result' | 'forget';
  readonly line: string;
}

/** The end of copying what was there before InfluxDB. */
export const FILLED = 'all';

/**
 * The queue between SQLite and InfluxDB, in the tables of migration 0004. Everybody who writes to the data folder puts
 * into it, in the transaction of what is written; one process takes out of it.
 */
export class Outbox {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whether there is an InfluxDB to tell, of this process or of another one on the same folder. */
  isWanted(): boolean {
    return this.#db.get('SELECT 1 FROM series_target') !== null;
  }

  target(): { readonly target: string; readonly filledTo: string } | null {
    return this.#db.get<{ target: string; filledTo: string }>('SELECT target, filled_to AS filledTo FROM series_target');
  }

  /** Begins anew with an InfluxDB: all that there is will be copied, so nothing needs to wait. */
  setTarget(target: string): void {
    this.#db.transaction(() => {
      this.clear();
      this.#db.run("INSERT INTO series_target (id, target, filled_to) VALUES (1, ?, '')", target);
    });
  }

  /** Nobody is told any more. */
  clear(): void {
    this.#db.transaction(() => {
      // What was to be forgotten still is: the server may come back.
      this.#db.run("DELETE FROM series_outbox WHERE kind = 'result'");
      this.#db.run('DELETE FROM series_refused');
      this.#db.run('DELETE FROM series_target');
    });
  }

  putFilledTo(place: string): void {
    this.#db.run('UPDATE series_target SET filled_to = ?', place);
  }

  put(results: readonly ResultLine[], nowMs: number): void {
    for (const { patientId, line } of results) this.#add(patientId, 'result', line, nowMs);
  }

  /** Takes back what waits of a patient; what was sent already is to be deleted, in its turn. */
  forget(patientId: string, nowMs: number): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM series_outbox WHERE patient_id = ?', patientId);
      this.#db.run('DELETE FROM series_refused WHERE patient_id = ?', patientId);
      this.#add(patientId, 'forget', '', nowMs);
    });
  }

  /** A patient's series anew: what InfluxDB has of it goes, and these results and every day come in its place. */
  replace(patientId: string, results: readonly ResultLine[], nowMs: number): void {
    this.#db.transaction(() => {
      this.forget(patientId, nowMs);
      this.put(results, nowMs);
      this.#db.run('UPDATE metric_day SET sent = 0 WHERE patient_id = ?', patientId);
    });
  }

  /** The oldest entries: as many of one kind as follow one another. */
  next(limit: number): readonly OutboxEntry[] {
    const entries = this.#db.all<OutboxEntry>('SELECT seq, patient_id AS patientId, kind, line FROM series_outbox ORDER BY seq LIMIT ?', limit);
    const end = entries.findIndex(({ kind }) => kind !== entries[0].kind);
    return end < 0 ? entries : entries.slice(0, end);
  }

  /** InfluxDB has these. */
  done(entries: readonly OutboxEntry[]): void {
    this.#db.run('DELETE FROM series_outbox WHERE seq >= ? AND seq <= ?', entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? -1);
  }

  /** InfluxDB will never take this one: it is put aside, so that the others can go on. */
  refuse({ seq, patientId, kind, line }: OutboxEntry, reason: string): void {
    this.#db.transaction(() => {
      this.#db.run('INSERT OR REPLACE INTO series_refused (seq, patient_id, kind, line, reason) VALUES (?, ?, ?, ?, ?)', seq, patientId, kind, line, reason);
      this.#db.run('DELETE FROM series_outbox WHERE seq = ?', seq);
    });
  }

  /** Whether InfluxDB has other series of a patient than we have: something waits, or was refused. */
  differsFor(patientId: string): boolean {
    return this.#db.get('SELECT 1 FROM series_outbox WHERE patient_id = ? UNION ALL SELECT 1 FROM series_refused WHERE patient_id = ? LIMIT 1', patientId, patientId) !== null;
  }

  /** How many wait, and since when the oldest does (Unix time, ms). From the ends of the queue: counting it would take long when it is long. */
  depth(): { readonly waiting: number; readonly oldestMs: number | null } {
    const ends = this.#db.get<{ first: number | null; last: number | null }>('SELECT (SELECT min(seq) FROM series_outbox) AS first, (SELECT max(seq) FROM series_outbox) AS last')!;
    if (ends.first === null || ends.last === null) return { waiting: 0, oldestMs: null };
    const oldest = this.#db.get<{ kept_at_ms: number }>('SELECT kept_at_ms FROM series_outbox WHERE seq = ?', ends.first);
    return { waiting: ends.last - ends.first + 1, oldestMs: oldest?.kept_at_ms ?? null };
  }

  refused(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM series_refused')!.n;
  }

  unsentDays(limit: number): readonly RolledDay[] {
    return this.#db.all<RolledDay>(
      'SELECT patient_id AS patientId, metric, day, algorithm, n, mean, least AS min, greatest AS max FROM metric_day WHERE sent = 0 LIMIT ?', limit,
    );
  }

  /** InfluxDB has these. Days are rolled up by whoever sends them, so they have not changed meanwhile. */
  daysSent(days: readonly RolledDay[]): void {
    this.#db.transaction(() => {
      for (const { patientId, metric, day, algorithm, n } of days) {
        this.#db.run('UPDATE metric_day SET sent = 1 WHERE patient_id = ? AND metric = ? AND day = ? AND algorithm = ?', patientId, metric, day, algorithm);
        if (n === 0) this.#db.run('DELETE FROM metric_day WHERE patient_id = ? AND metric = ? AND day = ? AND algorithm = ? AND n = 0', patientId, metric, day, algorithm);
      }
    });
  }

  #add(patientId: string, kind: OutboxEntry['kind'], line: string, nowMs: number): void {
    this.#db.run('INSERT INTO series_outbox (patient_id, kind, line, kept_at_ms) VALUES (?, ?, ?, ?)', patientId, kind, line, nowMs);
  }
}
