import { AppError } from '../model/errors.ts';
import type { ClinicSeries, MetricDay, MetricPoint, SeriesEvent, SeriesQuery, SeriesState } from '../model/ports.ts';
import { InfluxConnection } from './influx/connection.ts';
import { resultLines } from './influx/lines.ts';
import { InfluxMetricStore } from './influx/metricStore.ts';
import type { InfluxSettings } from './influx/settings.ts';
import { filledFraction } from './outbox/fill.ts';
import { FILLED, Outbox } from './outbox/outbox.ts';
import { SeriesTender, type TenderTimes } from './outbox/tender.ts';
import { countDue, isDue } from './sqlite/dayTable.ts';
import type { Database } from './sqlite/database.ts';
import { SqliteMetricStore } from './sqlite/metricStore.ts';

/** After a read that failed the next ones do not try, ms: nobody should wait for a server that hangs at each of them. */
const PAUSE_MS = 5000;

/**
 * The series of a data folder. SQLite has all of them; where there is an InfluxDB it gets a copy through the outbox, and
 * series are read there whenever it has everything of the patient, from SQLite otherwise.
 */
export class StoredSeries implements ClinicSeries {
  readonly tender: SeriesTender;
  readonly #db: Database;
  readonly #embedded: SqliteMetricStore;
  readonly #influx: InfluxMetricStore | null;
  readonly #outbox: Outbox;
  readonly #reads = { readsFromInflux: 0, readsFromEmbedded: 0 };
  #pausedUntilMs = 0;
  #isClosed = false;

  constructor(db: Database, influx: { readonly store: InfluxMetricStore; readonly name: string } | null = null, times: Partial<TenderTimes> = {}) {
    this.#db = db;
    this.#embedded = new SqliteMetricStore(db);
    this.#influx = influx?.store ?? null;
    this.#outbox = new Outbox(db);
    this.tender = new SeriesTender(db, this.#outbox, influx, times);
  }

  /** @param influx null keeps the series in SQLite alone */
  static async open(db: Database, influx: InfluxSettings | null, times: Partial<TenderTimes> = {}): Promise<StoredSeries> {
    if (!influx) return new StoredSeries(db, null, times);
    const store = new InfluxMetricStore(await InfluxConnection.open(influx));
    return new StoredSeries(db, { store, name: `${influx.url.host}/${influx.database}` }, times);
  }

  keep(points: readonly MetricPoint[]): void {
    this.#db.transaction(() => {
      const changed = this.#embedded.keep(points);
      if (changed.length > 0 && this.#outbox.isWanted()) this.#outbox.put(resultLines(changed), Date.now());
    });
    this.tender.wake();
  }

  async write(points: readonly MetricPoint[]): Promise<void> {
    this.keep(points);
  }

  async series(query: SeriesQuery): Promise<readonly MetricPoint[]> {
    return this.#read(query, (store) => store.series(query));
  }

  async daily(query: SeriesQuery): Promise<readonly MetricDay[]> {
    // A day that is still to be rolled up is newest in SQLite.
    return this.#read(query, (store) => store.daily(query), isDue(this.#db, query.patientId, query.metric));
  }

  async deletePatient(patientId: string): Promise<void> {
    this.#db.transaction(() => {
      this.#embedded.forget(patientId);
      if (this.#outbox.isWanted()) this.#outbox.forget(patientId, Date.now());
    });
    this.tender.wake();
  }

  forgetUncounted(patientId: string): number {
    const removed = this.#db.transaction(() => {
      const count = this.#embedded.forgetUncounted(patientId);
      // InfluxDB deletes by patient only: it forgets all of this one, then gets what is left.
      if (count > 0 && this.#outbox.isWanted()) this.#outbox.replace(patientId, resultLines(this.#embedded.pointsOf(patientId)), Date.now());
      return count;
    });
    if (removed > 0) this.tender.wake();
    return removed;
  }

  /** Of the embedded store: the clinic works without the other. */
  async health(): Promise<{ ok: boolean; detail: string }> {
    return this.#embedded.health();
  }

  state(): SeriesState {
    const { waiting, oldestMs } = this.#outbox.depth();
    const { sent, batches, batchSeconds, failures } = this.tender.counts;
    return {
      home: this.#influx ? 'influxdb' : 'embedded',
      waiting,
      lagS: oldestMs === null ? 0 : Math.max(0, (Date.now() - oldestMs) / 1000),
      daysDue: countDue(this.#db),
      refused: this.#outbox.refused(),
      filled: this.#influx ? filledFraction(this.#outbox.target()?.filledTo ?? '') : 1,
      trouble: this.tender.trouble,
      since: { sent, batches, batchSeconds, failures, ...this.#reads },
    };
  }

  /** Works in the background until `close`. A folder that had an InfluxDB and has none now no longer queues for it. */
  tend(onEvent: (event: SeriesEvent) => void): void {
    if (!this.#influx && this.#outbox.isWanted()) {
      this.#outbox.clear();
      onEvent({ level: 'warn', message: 'series are no longer copied to InfluxDB, because SUREFOOT_INFLUX_URL is not set', facts: {} });
    }
    this.tender.start(onEvent);
  }

  /** InfluxDB gets every series anew. */
  copyAnew(): void {
    const target = this.#outbox.target();
    if (target) this.#outbox.setTarget(target.target);
    this.tender.wake();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // In this order: what is under way is broken off by the connection, and nobody should take that for a failure.
    const stopped = this.tender.stop();
    await this.#influx?.close();
    await stopped;
    await this.#embedded.close();
  }

  async #read<T>(query: SeriesQuery, read: (store: InfluxMetricStore | SqliteMetricStore) => Promise<T>, isNewer = false): Promise<T> {
    if (this.#influx && !isNewer && (await this.#hasAll(this.#influx, query))) {
      try {
        const found = await read(this.#influx);
        this.#reads.readsFromInflux += 1;
        return found;
      } catch (error) {
        if (this.#isClosed || !(error instanceof AppError)) throw error;
        this.#pausedUntilMs = Date.now() + PAUSE_MS;
      }
    }
    this.#reads.readsFromEmbedded += 1;
    return read(this.#embedded);
  }

  /** Whether InfluxDB answers and has everything of a patient. */
  async #hasAll(influx: InfluxMetricStore, { patientId, fromMs = -Infinity }: SeriesQuery): Promise<boolean> {
    if (this.tender.trouble !== null || Date.now() < this.#pausedUntilMs || !this.tender.isCurrent) return false;
    if (this.#outbox.target()?.filledTo !== FILLED || this.#outbox.differsFor(patientId)) return false;
    const { keepsMs } = await influx.ready();
    return keepsMs === Infinity || fromMs >= Date.now() - keepsMs;
  }
}
