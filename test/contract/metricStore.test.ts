import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MetricPoint, MetricStore } from '../../src/model/index.ts';
import { StoredSeries } from '../../src/store/clinicSeries.ts';
import { InfluxConnection } from '../../src/store/influx/connection.ts';
import { InfluxMetricStore } from '../../src/store/influx/metricStore.ts';
import { influxSettings } from '../../src/store/influx/settings.ts';
import { SqliteMetricStore } from '../../src/store/sqlite/metricStore.ts';
import { openDatabase } from '../../src/store/sqlite/openDatabase.ts';
import { hasInfluxd, ownInfluxd, type Influxd } from '../support/influxd.ts';

let influxd: Influxd;
beforeAll(async () => {
  if (!hasInfluxd) return;
  influxd = await ownInfluxd();
  await influxd.start();
});
afterAll(() => influxd?.remove());

interface Adapter {
  readonly name: string;
  /** A component that is not on every machine; without it the suite is skipped, and counted. */
  readonly needs?: boolean;
  /** A folder that is opened again has what was in it. */
  readonly open: (folder: string) => Promise<MetricStore>;
}

/** To prove another store, add a line. */
const adapters: readonly Adapter[] = [
  { name: 'SQLite', open: async (folder) => new SqliteMetricStore(await openDatabase(folder, 'demo')) },
  { name: 'InfluxDB', needs: hasInfluxd, open: async (folder) => new InfluxMetricStore(await InfluxConnection.open(influxSettings(influxd.url, basename(folder)))) },
  { name: 'SQLite with a copy in InfluxDB', needs: hasInfluxd, open: copied },
];

/** A clinic's series that are read only once InfluxDB has them, so that it is InfluxDB that answers. */
async function copied(folder: string): Promise<MetricStore> {
  const series = await StoredSeries.open(await openDatabase(folder, 'demo'), influxSettings(influxd.url, basename(folder)));
  series.tend(() => undefined);
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await series.tender.drained();
    return result;
  };
  const reading = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    expect(series.state().since.readsFromEmbedded).toBe(0);
    return result;
  };
  await series.tender.drained();
  return {
    write: (points) => then(series.write(points)),
    deletePatient: (id) => then(series.deletePatient(id)),
    series: (query) => reading(series.series(query)),
    daily: (query) => reading(series.daily(query)),
    health: () => series.health(),
    close: () => series.close(),
  };
}

const speed = 'gait.walkingSpeed';
const point = (trialId: string, more: Partial<MetricPoint> = {}): MetricPoint => ({
  patientId: 'p1', assessmentId: 'a1', trialId, metric: speed, algorithm: 'zijlstra@1.0.0', timeMs: 1_772_354_000_000, value: 0.1 + 0.2, ...more,
});

describe.each(adapters)('The metric store on $name', ({ needs = true, open }) => {
  if (!needs) return test.skip('needs a component that is not on this machine', () => undefined);
  let folder: string;
  let store: MetricStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surefoot-metrics-'));
    store = await open(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const series = (more: { fromMs?: number; toMs?: number } = {}) => store.series({ patientId: 'p1', metric: speed, ...more });

  test('gives every value back exactly, oldest first', async () => {
    const values = [1 / 3, -0.5, 7, 0, 2 ** 53, -(2 ** 31), 1 + Number.EPSILON, Number.MAX_VALUE, 1e-17, -1e-17, 5e-324];
    const points = values.map((value, i) => point(`t${i}`, { value, timeMs: 1_772_354_000_000 - i }));
    await store.write(points);
    expect(await series()).toEqual([...points].reverse());
  });

  test('writes the same points once, however often they are sent', async () => {
    const points = [point('t1'), point('t2', { timeMs: 1_772_354_000_001 })];
    await store.write(points);
    await store.write([...points].reverse());
    expect(await series()).toEqual(points);
  });

  test('keeps the last value of a trial, metric and algorithm, and other algorithms beside it', async () => {
    await store.write([point('t1'), point('t1', { algorithm: 'zijlstra@2.0.0', value: 2 })]);
    await store.write([point('t1', { value: 3 })]);
    expect((await series()).map((p) => [p.algorithm, p.value])).toEqual([['zijlstra@1.0.0', 3], ['zijlstra@2.0.0', 2]]);
  });

  test('keeps the values of a trial at different times side by side', async () => {
    await store.write([point('t1', { timeMs: 2000 }), point('t1', { timeMs: 1000, value: 2 })]);
    await store.write([point('t1', { timeMs: 2000, value: 5 })]);
    expect((await series()).map((p) => [p.timeMs, p.value])).toEqual([[1000, 2], [2000, 5]]);
  });

  test('asks from a time on and up to, not with, another', async () => {
    await store.write([1, 2, 3, 4].map((timeMs) => point(`t${timeMs}`, { timeMs })));
    const times = async (range: { fromMs?: number; toMs?: number }) => (await series(range)).map((p) => p.timeMs);
    expect(await times({ fromMs: 2 })).toEqual([2, 3, 4]);
    expect(await times({ toMs: 3 })).toEqual([1, 2]);
    expect(await times({ fromMs: 2, toMs: 4 })).toEqual([2, 3]);
    expect(await times({ fromMs: 3, toMs: 3 })).toEqual([]);
  });

  test('keeps patients and metrics apart and gives nothing for those it does not know', async () => {
    await store.write([point('t1'), point('t2', { patientId: 'p2' }), point('t1', { metric: 'gait.cadence' })]);
    expect(await series()).toEqual([point('t1')]);
    expect(await store.series({ patientId: 'p9', metric: speed })).toEqual([]);
    expect(await store.series({ patientId: 'p1', metric: 'gait.none' })).toEqual([]);
  });

  test('forgets one patient wholly and leaves the others', async () => {
    await store.write([point('t1'), point('t1', { metric: 'gait.cadence' }), point('t2', { patientId: 'p2' })]);
    await store.deletePatient('p1');
    await store.deletePatient('p9');
    expect(await series()).toEqual([]);
    expect(await store.series({ patientId: 'p1', metric: 'gait.cadence' })).toEqual([]);
    expect(await store.series({ patientId: 'p2', metric: speed })).toEqual([point('t2', { patientId: 'p2' })]);
  });

  const DAY_MS = 86_400_000;
  const noon = (day: number) => (20_000 + day) * DAY_MS + DAY_MS / 2;
  const daily = (more: { fromMs?: number; toMs?: number } = {}) => store.daily({ patientId: 'p1', metric: speed, ...more });

  test('rolls values up by day and algorithm', async () => {
    await store.write([
      point('t1', { timeMs: noon(0), value: 1 }), point('t2', { timeMs: noon(0) + 1, value: 4 }), point('t3', { timeMs: noon(0) + 2, value: 1 }),
      point('t1', { timeMs: noon(0), value: 9, algorithm: 'zijlstra@2.0.0' }), point('t4', { timeMs: noon(2), value: -3 }),
      point('t4', { timeMs: noon(2), metric: 'gait.cadence', value: 100 }), point('t5', { timeMs: noon(2), value: 100, patientId: 'p2' }),
    ]);
    expect(await daily()).toEqual([
      { day: '2024-10-04', algorithm: 'zijlstra@1.0.0', n: 3, mean: 2, min: 1, max: 4 },
      { day: '2024-10-04', algorithm: 'zijlstra@2.0.0', n: 1, mean: 9, min: 9, max: 9 },
      { day: '2024-10-06', algorithm: 'zijlstra@1.0.0', n: 1, mean: -3, min: -3, max: -3 },
    ]);
  });

  test('ends a day at midnight by UTC and gives whole days for a range that has a part of them', async () => {
    const midnight = noon(1) - DAY_MS / 2;
    await store.write([point('t1', { timeMs: midnight - 1, value: 1 }), point('t2', { timeMs: midnight, value: 2 }), point('t3', { timeMs: noon(2), value: 3 })]);
    const days = async (range: { fromMs?: number; toMs?: number }) => (await daily(range)).map(({ day, mean }) => [day, mean]);
    expect(await days({})).toEqual([['2024-10-04', 1], ['2024-10-05', 2], ['2024-10-06', 3]]);
    expect(await days({ fromMs: midnight + 5 })).toEqual([['2024-10-05', 2], ['2024-10-06', 3]]);
    expect(await days({ toMs: midnight })).toEqual([['2024-10-04', 1]]);
    expect(await days({ toMs: midnight + 1 })).toEqual([['2024-10-04', 1], ['2024-10-05', 2]]);
  });

  test('rolls a day up anew when one of its values changes or comes late', async () => {
    await store.write([point('t1', { timeMs: noon(0), value: 1 }), point('t2', { timeMs: noon(0) + 1, value: 3 })]);
    expect(await daily()).toMatchObject([{ n: 2, mean: 2 }]);
    await store.write([point('t1', { timeMs: noon(0), value: 5 }), point('t0', { timeMs: noon(0) - 1, value: 1 })]);
    expect(await daily()).toMatchObject([{ n: 3, mean: 3, min: 1, max: 5 }]);
  });

  test('has no days of a patient it has forgotten, and takes the patient in again', async () => {
    await store.write([point('t1', { timeMs: noon(0), value: 1 })]);
    await store.deletePatient('p1');
    expect(await daily()).toEqual([]);
    await store.write([point('t2', { timeMs: noon(0), value: 2 })]);
    expect(await daily()).toMatchObject([{ n: 1, mean: 2 }]);
    expect(await series()).toEqual([point('t2', { timeMs: noon(0), value: 2 })]);
  });

  test.each([
    ['a value that is not a number', { value: Number.NaN }],
    ['an infinite value', { value: -Infinity }],
    ['a time between milliseconds', { timeMs: 1.5 }],
    ['a trial id with a path in it', { trialId: '../t' }],
    ['a patient id that is a name', { patientId: 'Zoë M' }],
    ['an algorithm without a version', { algorithm: 'zijlstra' }],
    ['a metric that is no id', { metric: 'walking speed' }],
    ['an id that would end its line', { patientId: 'p1\nresult value=1' }],
    ['an algorithm that would add a tag', { algorithm: 'x@1,patient=p2' }],
  ])('refuses %s and keeps nothing of that batch', async (_, wrong) => {
    await expect(store.write([point('good'), point('bad', wrong)])).rejects.toThrow(RangeError);
    expect(await series()).toEqual([]);
  });

  test('takes an empty batch and a batch of ten thousand', async () => {
    await store.write([]);
    await store.write(Array.from({ length: 10_000 }, (_, i) => point(`t${i}`, { timeMs: i, value: i / 7 })));
    const found = await series();
    expect(found).toHaveLength(10_000);
    expect(found[9_999]?.value).toBe(9_999 / 7);
  });

  test('keeps its points when it is closed and opened again', async () => {
    await store.write([point('t1')]);
    await store.close();
    store = await open(folder);
    expect(await series()).toEqual([point('t1')]);
  });

  test('tells whether it works', async () => {
    const { ok, detail } = await store.health();
    expect([ok, detail]).toEqual([true, expect.stringMatching(/\S/)]);
    await store.close();
    expect((await store.health()).ok).toBe(false);
  });
});
