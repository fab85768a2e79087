import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { SeriesEvent } from '../../../src/model/index.ts';
import { influxSettings } from '../../../src/store/influx/settings.ts';
import { openStores } from '../../../src/store/open.ts';
import { Lease } from '../../../src/store/outbox/lease.ts';
import { Outbox } from '../../../src/store/outbox/outbox.ts';
import { SqliteMetricStore } from '../../../src/store/sqlite/metricStore.ts';
import { migrations } from '../../../src/store/sqlite/migrations/index.ts';
import { openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { hasInfluxd, ownInfluxd, type Influxd } from '../../support/influxd.ts';
import { ownFolder } from './child.ts';
import { BEGIN_MS, METRICS, windowOf } from './results.ts';

const TIMES = { backOff: { firstMs: 10, mostMs: 50 }, rollUpEveryMs: 0 };
const query = { patientId: 'p1', metric: METRICS[0] };

describe.skipIf(!hasInfluxd)('A copy in InfluxDB', () => {
  let influxd: Influxd;
  afterEach(() => influxd.remove());

  test('is written with a user and password where the server asks for them, and waits while they are wrong', async () => {
    influxd = await ownInfluxd({ auth: true });
    await influxd.start();
    await influxd.ask('', "CREATE USER ada WITH PASSWORD 'secret' WITH ALL PRIVILEGES");
    const folder = await ownFolder();
    const events: SeriesEvent[] = [];
    let wake = (): void => undefined;
    const wrong = await openStores(folder, 'clinic', { influx: influxSettings(influxd.url, 'x', 'ada:guess'), times: TIMES });
    wrong.metrics.keep(windowOf(1, 0, 1));
    wrong.tend((event) => {
      events.push(event);
      wake();
    });
    while (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    expect(events[0].facts.reason).toMatch(/does not let us in \(401\): see SUREFOOT_INFLUX_TOKEN_FILE$/);
    await wrong.close();
    const right = await openStores(folder, 'clinic', { influx: influxSettings(influxd.url, 'x', 'ada:secret'), times: TIMES });
    right.tend(() => undefined);
    await right.tended();
    expect(await right.metrics.series(query)).toHaveLength(1);
    expect(right.metrics.state().since.readsFromInflux).toBe(1);
    await right.close();
  });

  test('is read only for the time for which the server keeps results; its trends are kept for ever', async () => {
    influxd = await ownInfluxd();
    await influxd.start();
    const folder = await ownFolder();
    const settings = influxSettings(influxd.url, 'short');
    const make = await openStores(folder, 'clinic', { influx: settings, times: TIMES });
    make.tend(() => undefined);
    await make.tended();
    await make.close();
    await influxd.ask('', 'ALTER RETENTION POLICY surefoot ON short DURATION 8736h SHARD DURATION 12w');
    const stores = await openStores(folder, 'clinic', { influx: settings, times: TIMES });
    stores.tend(() => undefined);
    const nowMs = Date.now();
    const recent = { ...windowOf(1, 0, 5)[0], timeMs: nowMs - 86_400_000 };
    stores.metrics.keep([recent, { ...recent, timeMs: nowMs - 400 * 86_400_000, value: 1 }]);
    await stores.tended();
    expect((await stores.metrics.series(query)).map(({ value }) => value), 'the old one comes from the embedded store').toEqual([1, 5]);
    expect((await stores.metrics.series({ ...query, fromMs: nowMs - 2 * 86_400_000 })).map(({ value }) => value)).toEqual([5]);
    expect(stores.metrics.state().since).toMatchObject({ readsFromInflux: 1, readsFromEmbedded: 1 });
    expect((await influxd.ask('short', 'SELECT mean FROM surefoot_daily.day'))[0].values.map((row) => row[1])).toEqual([1, 5]);
    await stores.close();
  });

  test('is no longer queued for once a server runs without it, and gets everything when it is named again', async () => {
    influxd = await ownInfluxd();
    await influxd.start();
    const folder = await ownFolder();
    const run = async (influx: boolean, second: number): Promise<void> => {
      const stores = await openStores(folder, 'clinic', { influx: influx ? influxSettings(influxd.url, 'again') : null, times: TIMES });
      stores.metrics.keep(windowOf(1, second, second));
      stores.tend(() => undefined);
      await stores.tended();
      stores.metrics.keep(windowOf(2, second, second));
      await stores.tended();
      expect(stores.metrics.state().waiting).toBe(0);
      await stores.close();
    };
    await run(true, 0);
    await run(false, 1);
    await run(true, 2);
    expect((await influxd.ask('again', `SELECT count("${METRICS[0]}@1") FROM result`))[0].values[0][1]).toBe(6);
  });
});

test('a server that knows tokens and makes no databases (2.x and 3.x answer so) is asked and written to with the token, without a policy', async () => {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const question = url.searchParams.get('q') ?? new URLSearchParams(body).get('q');
      asked.push(`${request.headers.authorization} ${url.pathname} ${question ?? url.search}`);
      if (url.pathname === '/write') answer.writeHead(204).end();
      else if (/^(CREATE|SHOW)/.test(question ?? '')) answer.writeHead(405, { 'content-type': 'application/json' }).end('{"error":"not implemented"}');
      else answer.writeHead(200, { 'content-type': 'application/json' }).end('{"results":[{"statement_id":0}]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'x', 'apiv3_abc'), times: TIMES });
  stores.metrics.keep(windowOf(1, 0, 1));
  stores.tend(() => undefined);
  await stores.tended();
  await stores.close();
  server.closeAllConnections();
  server.close();
  expect(asked.filter((line) => !line.startsWith('Token apiv3_abc /'))).toEqual([]);
  const writes = asked.filter((line) => line.includes(' /write '));
  expect(writes.length).toBeGreaterThanOrEqual(3);
  expect(writes.every((line) => line.endsWith('?db=x&precision=ms'))).toBe(true);
});

test('one process at a time copies: another waits while it lives, and follows at once when it is dead or silent', async () => {
  const db = await openDatabase(await ownFolder(), 'clinic');
  const held = (pid: number, untilMs: number) => db.run('INSERT OR REPLACE INTO series_tender (id, holder, pid, until_ms) VALUES (1, ?, ?, ?)', 'another', pid, untilMs);
  const lease = new Lease(db);
  held(process.ppid, 10_000);
  expect(lease.take(5000)).toBe(false);
  expect(lease.take(10_000)).toBe(true);
  expect(new Lease(db).take(10_001), 'of this process, whose own number in a container is that of a dead one').toBe(true);
  // No process has so large a number.
  held(2 ** 30, 20_000);
  expect(lease.take(15_000)).toBe(true);
  lease.release();
  expect(db.get('SELECT 1 FROM series_tender')).toBeNull();
  db.close();
});

test('an older database keeps its points, and its days are to be rolled up', async () => {
  const folder = await ownFolder();
  const before = await openDatabase(folder, 'clinic', migrations.slice(0, 2));
  for (const { trialId, metric, algorithm, patientId, assessmentId, timeMs, value } of [...windowOf(1, 0, 1.5), ...windowOf(1, 1, 2.5)]) {
    before.run('INSERT INTO metric_point (trial_id, metric, algorithm, patient_id, assessment_id, time_ms, value) VALUES (?, ?, ?, ?, ?, ?, ?)', `${trialId}-${timeMs}`, metric, algorithm, patientId, assessmentId, timeMs, value);
  }
  before.close();
  const db = await openDatabase(folder, 'clinic');
  const store = new SqliteMetricStore(db);
  expect(db.get('SELECT count(*) AS n FROM metric_day_due')).toEqual({ n: METRICS.length });
  expect((await store.series(query)).map(({ timeMs, value }) => [timeMs - BEGIN_MS, value])).toEqual([[0, 1.5], [1000, 2.5]]);
  expect(await store.daily(query)).toMatchObject([{ n: 2, mean: 2 }]);
  expect(new Outbox(db).isWanted()).toBe(false);
  await store.close();
});
