import { AppError } from '../../model/errors.ts';
import type { MetricDay, MetricPoint, MetricStore, SeriesQuery } from '../../model/ports.ts';
import { dayName, dayOf, daysOf, DAY_MS, type RolledDay } from '../days.ts';
import { checkId, isId } from '../ids.ts';
import { NoSuchDatabase, type AnswerSeries, type InfluxConnection } from './connection.ts';
import { readyDatabase, type ReadyDatabase } from './database.ts';
import { algorithmOf, COPY, DAY, dayLine, RESULT, resultLines } from './lines.ts';

/** Points of one request. Larger ones are not taken faster. */
const BATCH = 5000;
const METRIC = /^[A-Za-z][\w.]*$/;

/** Metric series in an InfluxDB database. README.md describes measurements, tags and fields. */
export class InfluxMetricStore implements MetricStore {
  readonly #connection: InfluxConnection;
  #database: ReadyDatabase | null = null;

  constructor(connection: InfluxConnection) {
    this.#connection = connection;
  }

  /** The database, made where it can be and is not there. @throws AppError STORE_UNAVAILABLE */
  async ready(): Promise<ReadyDatabase> {
    return (this.#database ??= await readyDatabase(this.#connection));
  }

  async write(points: readonly MetricPoint[]): Promise<void> {
    const lines = resultLines(points).map(({ line }) => line);
    if (lines.length === 0) return;
    for (let at = 0; at < lines.length; at += BATCH) await this.sendResults(lines.slice(at, at + BATCH));
    await this.#rollUp(points);
  }

  /** Sends lines that `resultLines` made. @throws RefusedWrite, AppError STORE_UNAVAILABLE */
  async sendResults(lines: readonly string[]): Promise<void> {
    await this.#onDatabase(() => this.#connection.write(lines.join('\n')));
  }

  async sendDays(days: readonly RolledDay[]): Promise<void> {
    await this.#onDatabase(({ dayPolicy }) => this.#connection.write(days.map(dayLine).join('\n'), dayPolicy));
  }

  async series(query: SeriesQuery): Promise<readonly MetricPoint[]> {
    if (!METRIC.test(query.metric) || !isId(query.patientId)) return [];
    const fields = `/^${query.metric.replaceAll('.', '\\.')}[@:]/`;
    const found = await this.#select(`SELECT ${fields} FROM ${RESULT} WHERE patient = '${query.patientId}'${timesOf(query)} GROUP BY assessment, trial`);
    const points = found.flatMap(({ tags = {}, columns, values }) => {
      const time = columns.indexOf('time');
      return values.flatMap((row) => columns.flatMap((field, i) => (i === time || row[i] === null ? [] : [{
        patientId: query.patientId, assessmentId: tags.assessment, trialId: tags.trial, metric: query.metric,
        algorithm: algorithmOf(field), timeMs: Number(row[time]), value: Number(row[i]),
      }])));
    });
    return points.sort((a, b) => a.timeMs - b.timeMs || inOrder(a.trialId, b.trialId) || inOrder(a.algorithm, b.algorithm));
  }

  async daily(query: SeriesQuery): Promise<readonly MetricDay[]> {
    if (!METRIC.test(query.metric) || !isId(query.patientId)) return [];
    const { dayPolicy } = await this.ready();
    const { first, end } = daysOf(query);
    const times = timesOf({ ...(first === -Infinity ? {} : { fromMs: first * DAY_MS }), ...(end === Infinity ? {} : { toMs: end * DAY_MS }) });
    const found = await this.#select(
      `SELECT n, mean, least, greatest FROM ${inPolicy(dayPolicy, DAY)} WHERE patient = '${query.patientId}' AND metric = '${query.metric}'${times} GROUP BY algorithm`,
    );
    const days = found.flatMap(({ tags = {}, values }) => values.map(([time, n, mean, least, greatest]) => ({
      day: dayName(dayOf(Number(time))), algorithm: tags.algorithm, n: Number(n), mean: Number(mean), min: Number(least), max: Number(greatest),
    })));
    return days.filter(({ n }) => n > 0).sort((a, b) => inOrder(a.day, b.day) || inOrder(a.algorithm, b.algorithm));
  }

  /** @throws RefusedWrite where the server cannot delete (3.x) */
  async deletePatient(patientId: string): Promise<void> {
    checkId(patientId, 'patientId');
    await this.#onDatabase(async () => {
      // Named, so that what other programs keep in the same database stays.
      for (const measurement of [RESULT, DAY]) await this.#connection.statement(`DROP SERIES FROM ${measurement} WHERE patient = '${patientId}'`);
    });
  }

  /** Leaves a mark by which this copy is known again. */
  async mark(copy: string): Promise<void> {
    checkId(copy, 'copy');
    await this.#onDatabase(({ dayPolicy }) => this.#connection.write(`${COPY},id=${copy} begun=1 ${Date.now()}`, dayPolicy));
  }

  /** False where the database is another one than was marked, or was set up anew. */
  async knows(copy: string): Promise<boolean> {
    return (await this.#onDatabase(({ dayPolicy }) => this.#connection.query(`SELECT begun FROM ${inPolicy(dayPolicy, COPY)} WHERE id = '${copy}'`))).length > 0;
  }

  async health(): Promise<{ ok: boolean; detail: string }> {
    try {
      if (this.#connection.isClosed) return { ok: false, detail: 'The connection to InfluxDB is closed' };
      return { ok: true, detail: `InfluxDB ${await this.#connection.ping()} at ${this.#connection.name}` };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, detail: error.message };
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  /** The days that points fall on, made anew from what is there. */
  async #rollUp(points: readonly MetricPoint[]): Promise<void> {
    const due = new Map(points.map(({ patientId, metric, timeMs }) => [`${patientId} ${metric} ${dayOf(timeMs)}`, { patientId, metric, day: dayOf(timeMs) }]));
    const days: RolledDay[] = [];
    for (const one of due.values()) {
      const values = new Map<string, number[]>();
      for (const { algorithm, value } of await this.series({ ...one, fromMs: one.day * DAY_MS, toMs: (one.day + 1) * DAY_MS })) {
        const own = values.get(algorithm) ?? [];
        values.set(algorithm, own);
        own.push(value);
      }
      for (const [algorithm, own] of values) days.push({ ...one, algorithm, ...summary(own) });
    }
    for (let at = 0; at < days.length; at += BATCH) await this.sendDays(days.slice(at, at + BATCH));
  }

  async #select(text: string): Promise<readonly AnswerSeries[]> {
    return this.#onDatabase(() => this.#connection.query(text));
  }

  /** A database that somebody dropped, or a server that was set up anew, is to be made ready once more. */
  async #onDatabase<T>(work: (database: ReadyDatabase) => Promise<T>): Promise<T> {
    try {
      return await work(await this.ready());
    } catch (error) {
      if (error instanceof NoSuchDatabase) this.#database = null;
      throw error;
    }
  }
}

function inPolicy(policy: string | undefined, measurement: string): string {
  return policy === undefined ? measurement : `"${policy}".${measurement}`;
}

function timesOf({ fromMs, toMs }: Pick<SeriesQuery, 'fromMs' | 'toMs'>): string {
  return `${fromMs === undefined ? '' : ` AND time >= ${fromMs}ms`}${toMs === undefined ? '' : ` AND time < ${toMs}ms`}`;
}

function summary(values: readonly number[]): Pick<RolledDay, 'n' | 'mean' | 'min' | 'max'> {
  let [mean, min, max] = [0, Infinity, -Infinity];
  for (const [i, value] of values.entries()) {
    // Not over a sum: two large values would be infinite.
    mean += (value - mean) / (i + 1);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { n: values.length, mean, min, max };
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
