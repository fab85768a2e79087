import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../model/errors.ts';
import type { SeriesEvent, SeriesState } from '../../model/ports.ts';
import type { RolledDay } from '../days.ts';
import { RefusedWrite } from '../influx/connection.ts';
import { resultLines } from '../influx/lines.ts';
import type { InfluxMetricStore } from '../influx/metricStore.ts';
import { countDue, rollUpDays } from '../sqlite/dayTable.ts';
import type { Database } from '../sqlite/database.ts';
import { BackOff, type BackOffLimits } from './backOff.ts';
import { nextPiece } from './fill.ts';
import { Lease } from './lease.ts';
import { FILLED, type Outbox, type OutboxEntry } from './outbox.ts';

/** Results of one request to InfluxDB: some milliseconds to read and to take out of the queue. */
const BATCH = 500;
/** Days that are rolled up before others have a turn. */
const SLICE = 50;
/** Other processes write to the folder too. */
const IDLE_MS = 1000;
/** Results that come one by one go together, ms. */
const GATHER_MS = 200;

export interface TenderTimes {
  readonly backOff: BackOffLimits;
  /** A day that values still come for is rolled up no more often than this, ms. */
  readonly rollUpEveryMs: number;
}

const TIMES: TenderTimes = { backOff: { firstMs: 500, mostMs: 30_000 }, rollUpEveryMs: 5000 };

/** The InfluxDB that gets a copy. */
export interface Copy {
  readonly store: InfluxMetricStore;
  /** Address and database. */
  readonly name: string;
}

type Counts = { -readonly [K in 'sent' | 'batches' | 'batchSeconds' | 'failures']: SeriesState['since'][K] };

/**
 * Looks after the series in the background: rolls days up and moves what waits to InfluxDB, oldest first, in batches,
 * with a back-off. It works in short pieces on the main thread, so nothing that is live waits for it; whatever stops it,
 * the queue is on the disk.
 */
export class SeriesTender {
  readonly counts: Counts = { sent: 0, batches: 0, batchSeconds: 0, failures: 0 };
  readonly #db: Database;
  readonly #outbox: Outbox;
  readonly #copy: Copy | null;
  readonly #times: TenderTimes;
  readonly #lease: Lease;
  readonly #backOff: BackOff;
  #onEvent: (event: SeriesEvent) => void = () => undefined;
  #running: Promise<void> | null = null;
  #stopped = false;
  #isWoken = false;
  #wakeUp: () => void = () => undefined;
  #trouble: { readonly message: string; readonly sinceMs: number } | null = null;
  #isKnown = false;
  #rollUpAtMs = 0;
  readonly #waiters: (() => void)[] = [];

  constructor(db: Database, outbox: Outbox, copy: Copy | null, times: Partial<TenderTimes> = {}) {
    this.#db = db;
    this.#outbox = outbox;
    this.#copy = copy;
    this.#times = { ...TIMES, ...times };
    this.#lease = new Lease(db);
    this.#backOff = new BackOff(this.#times.backOff);
  }

  /** Why nothing moves at the moment. */
  get trouble(): string | null {
    return this.#trouble?.message ?? null;
  }

  /** Whether it has made sure that the InfluxDB there is the one it copied to. */
  get isCurrent(): boolean {
    return this.#isKnown;
  }

  start(onEvent: (event: SeriesEvent) => void): void {
    this.#onEvent = onEvent;
    this.#running ??= this.#run();
  }

  /** There is something to do. */
  wake(): void {
    this.#isWoken = true;
    // A back-off is not cut short.
    if (this.#trouble === null) this.#wakeUp();
  }

  /** Resolves once every day is rolled up and InfluxDB has everything. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.wake();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeUp();
    if (!this.#running) return;
    await this.#running;
    try {
      this.#lease.release();
    } catch (error) {
      // A disk that is full: the turn ends by itself, and at once when this process is gone.
      if (!(error instanceof AppError)) throw error;
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const isOurs = this.#lease.take(Date.now());
        if (isOurs) await this.#round();
        this.#tellWaiters();
        if (isOurs && this.#isWoken) await this.#sleep(this.#waiters.length > 0 ? 0 : GATHER_MS);
        else await this.#sleep(IDLE_MS, isOurs);
      } catch (error) {
        if (!this.#stopped) await this.#sleep(this.#failed(error));
      }
    }
  }

  async #round(): Promise<void> {
    this.#isWoken = false;
    await this.#rollUp();
    if (this.#copy) {
      await this.#connect(this.#copy);
      await this.#drain(this.#copy.store);
      await this.#fill(this.#copy.store);
      await this.#sendDays(this.#copy.store);
    }
    if (!this.#stopped) this.#recovered();
  }

  #tellWaiters(): void {
    if (this.#waiters.length === 0 || this.#stopped || countDue(this.#db) > 0) return;
    if (this.#copy && (this.#outbox.depth().waiting > 0 || this.#outbox.target()?.filledTo !== FILLED || this.#outbox.unsentDays(1).length > 0)) return;
    for (const waiter of this.#waiters.splice(0)) waiter();
  }

  async #rollUp(): Promise<void> {
    if (this.#waiters.length === 0 && Date.now() < this.#rollUpAtMs) return;
    let tookMs = 0;
    for (let isMore = true; isMore && !this.#stopped;) {
      const before = performance.now();
      isMore = rollUpDays(this.#db, SLICE) === SLICE;
      tookMs += performance.now() - before;
      await nextTurn();
    }
    // A day of many values takes long to roll up: one twentieth of the time is enough for it.
    this.#rollUpAtMs = Date.now() + Math.max(this.#times.rollUpEveryMs, 20 * tookMs);
  }

  /** Begins with a server that is new to us, and again with one that has lost what it had. */
  async #connect({ store, name }: Copy): Promise<void> {
    if (this.#isKnown) return;
    await store.ready();
    const known = this.#outbox.target();
    const [place, id] = known?.target.split('#') ?? [];
    if (place !== name || !(await store.knows(id))) {
      const next = randomUUID();
      await store.mark(next);
      this.#outbox.setTarget(`${name}#${next}`);
      this.#onEvent({ level: 'info', message: 'InfluxDB gets a copy of every series', facts: { copy: next } });
    }
    this.#isKnown = true;
  }

  async #drain(store: InfluxMetricStore): Promise<void> {
    for (;;) {
      const entries = this.#outbox.next(BATCH);
      if (entries.length === 0 || this.#stopped) return;
      const before = performance.now();
      await this.#send(store, entries);
      this.counts.batches += 1;
      this.counts.batchSeconds += (performance.now() - before) / 1000;
      this.#outbox.done(entries);
      this.#recovered();
      this.#lease.take(Date.now());
    }
  }

  /** Sends entries in their order. One that is refused is found by halves and put aside. */
  async #send(store: InfluxMetricStore, entries: readonly OutboxEntry[]): Promise<void> {
    try {
      if (entries[0].kind === 'forget') for (const { patientId } of entries) await store.deletePatient(patientId);
      else await store.sendResults(entries.map(({ line }) => line));
      this.counts.sent += entries.length;
    } catch (error) {
      if (!(error instanceof RefusedWrite)) throw error;
      if (entries.length > 1) {
        const half = entries.length >> 1;
        await this.#send(store, entries.slice(0, half));
        await this.#send(store, entries.slice(half));
        return;
      }
      this.#outbox.refuse(entries[0], error.message);
      const what = entries[0].kind === 'forget' ? "a patient's series could not be deleted in InfluxDB: delete it there by hand" : 'a result was refused by InfluxDB; it is in the embedded store';
      this.#onEvent({ level: 'error', message: what, facts: { reason: error.message, seq: entries[0].seq } });
    }
  }

  async #sendDays(store: InfluxMetricStore): Promise<void> {
    for (;;) {
      const days = this.#outbox.unsentDays(BATCH);
      if (days.length === 0 || this.#stopped) return;
      await this.#sendEach(store, days);
      this.#outbox.daysSent(days);
    }
  }

  async #sendEach(store: InfluxMetricStore, days: readonly RolledDay[]): Promise<void> {
    if (await accepted(store.sendDays(days))) return;
    for (const day of days) {
      if (await accepted(store.sendDays([day]))) continue;
      this.#onEvent({ level: 'error', message: 'a day of the roll-up was refused by InfluxDB; it is in the embedded store', facts: { reason: 'see the log of InfluxDB', metric: day.metric } });
    }
  }

  /** Copies what was there before this InfluxDB; results that are kept meanwhile go before it. */
  async #fill(store: InfluxMetricStore): Promise<void> {
    let canDelete = true;
    for (;;) {
      const piece = nextPiece(this.#db, this.#outbox.target()?.filledTo ?? FILLED, BATCH);
      if (!piece || this.#stopped) return;
      // What an older copy has of a patient and the clinic no longer has must not stay.
      for (const patientId of piece.begun) canDelete &&= await accepted(store.deletePatient(patientId));
      if (piece.days.length > 0) await this.#sendEach(store, piece.days);
      const lines = resultLines(piece.points);
      const isRefused = lines.length > 0 && !(await accepted(store.sendResults(lines.map(({ line }) => line))));
      this.#db.transaction(() => {
        // The queue finds the one that is wrong.
        if (isRefused) this.#outbox.put(lines, Date.now());
        this.#outbox.putFilledTo(piece.filledTo);
      });
      if (piece.filledTo === FILLED) this.#onEvent({ level: 'info', message: 'InfluxDB has a copy of every series', facts: {} });
      await this.#drain(store);
    }
  }

  #recovered(): void {
    this.#backOff.reset();
    if (!this.#trouble) return;
    const s = Math.round((Date.now() - this.#trouble.sinceMs) / 1000);
    this.#trouble = null;
    this.#onEvent({ level: 'info', message: 'results move to InfluxDB again', facts: { troubleS: s, waiting: this.#outbox.depth().waiting } });
  }

  /** @returns how long to wait, ms */
  #failed(error: unknown): number {
    this.counts.failures += 1;
    this.#isKnown = false;
    const message = error instanceof Error ? error.message : String(error);
    const isNew = this.#trouble?.message !== message;
    this.#trouble = { message, sinceMs: this.#trouble?.sinceMs ?? Date.now() };
    const level = error instanceof AppError ? 'warn' : 'error';
    if (isNew) this.#onEvent({ level, message: 'results wait for InfluxDB; they are kept in the embedded store', facts: { reason: message } });
    return this.#backOff.next();
  }

  /** @param canWake whether there is a use in ending it early */
  async #sleep(ms: number, canWake = this.#trouble === null): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#wakeUp = () => {
        if (canWake || this.#stopped) end();
      };
    });
  }
}

/** @returns false where the server refuses it for good */
async function accepted(asked: Promise<void>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof RefusedWrite) return false;
    throw error;
  }
}
