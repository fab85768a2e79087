import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { orderStatistic } from '../src/dsp/summary.ts';
import type { MetricPoint } from '../src/model/index.ts';
import { resultLines } from '../src/store/influx/lines.ts';
import { influxSettings } from '../src/store/influx/settings.ts';
import { openStores, type Stores } from '../src/store/open.ts';
import { hasInfluxd, ownInfluxd, type Influxd } from '../test/support/influxd.ts';
import type { Bench, Candidate, Outcome } from './define.ts';

const DAY_MS = 86_400_000;
const BEGIN_MS = Date.parse('2026-01-01T06:00:00Z');
/** Values of a window: as many as a reading of the trunk gives. */
const VALUES = 20;
const SENSORS = 200;
const OUTAGE_WINDOWS = 100 * SENSORS;
const TREND_DAYS = 181;
const TREND_WINDOWS = 100_000;
const READINGS = 100;
const ABSENT = ['influxd (apt install influxdb)'];

function windowOf(sensor: number, timeMs: number, seed: number, values = VALUES): MetricPoint[] {
  return Array.from({ length: values }, (_, i) => ({
    patientId: `p${sensor}`, assessmentId: `a${sensor}`, trialId: `t${sensor}`, metric: `trunk.value${i}`, algorithm: `trunk.value${i}@1`, timeMs, value: Math.sin(seed + i) * 3,
  }));
}

/** Windows of all sensors, a second after the other, from `second` on. */
function* windows(second: number): Generator<MetricPoint[]> {
  for (let i = 0; i < OUTAGE_WINDOWS; i++) yield windowOf(i % SENSORS, BEGIN_MS + 1000 * (second + Math.floor(i / SENSORS)), i);
}

async function timed(work: () => Promise<number>): Promise<Outcome> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const sum = await work();
  const wallS = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  delay.disable();
  return { cpuS: (user + system) / 1e6, wallOfAWindowS: wallS / OUTAGE_WINDOWS, mainThreadLateP99Ms: delay.percentile(99) / 1e6, mainThreadLateMs: delay.max / 1e6, sum };
}

/** A round: as many windows as wait after an outage, brought to InfluxDB. */
function drains(influxd: Influxd, stores: Stores): Candidate[] {
  let second = 0;
  return [
    {
      name: 'the same lines, nothing kept',
      async run() {
        const lines = [...windows((second += 1000))].flatMap((points) => resultLines(points).map(({ line }) => line));
        return timed(async () => {
          for (let at = 0; at < lines.length; at += 1000) {
            const { status } = await fetch(`${influxd.url}/write?db=plain&precision=ms`, { method: 'POST', body: lines.slice(at, at + 1000).join('\n') });
            if (status !== 204) throw new Error(`InfluxDB answers ${status}`);
          }
          return lines.length;
        });
      },
    },
    {
      name: 'outbox to InfluxDB',
      async run() {
        await influxd.kill();
        let batch: MetricPoint[] = [];
        for (const points of windows((second += 1000))) {
          batch.push(...points);
          if (batch.length < SENSORS * VALUES) continue;
          stores.metrics.keep(batch);
          batch = [];
          await new Promise((resolve) => setImmediate(resolve));
        }
        const before = stores.metrics.state().since.sent;
        await influxd.start();
        // From the first that arrives: how long a back-off was under way is not what is measured.
        while (stores.metrics.state().since.sent === before) await new Promise((resolve) => setImmediate(resolve));
        return timed(async () => {
          while (stores.metrics.state().waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
          return stores.metrics.state().since.sent - before;
        });
      },
    },
  ];
}

async function readings(read: () => Promise<{ readonly length: number }>, count = READINGS): Promise<Outcome> {
  const cpu = process.cpuUsage();
  const times: number[] = [];
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    sum += (await read()).length;
    times.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(cpu);
  const at = (share: number): number => orderStatistic(Float64Array.from(times), Math.floor(share * count));
  return { cpuS: (user + system) / 1e6 / count, p50Ms: at(0.5), p95Ms: at(0.95), sum: sum / count };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  return work(await mkdtemp(join(tmpdir(), 'surefoot-series-')));
}

export const benches: readonly Bench[] = [
  {
    id: 'series.drain',
    group: 'store',
    title: `${OUTAGE_WINDOWS} windows of ${VALUES} values of ${SENSORS} sensors, which waited while influxd was killed`,
    goals: [{ candidate: 'outbox to InfluxDB', measure: 'wallOfAWindowS', atMost: 1e-4 }],
    rounds: 5,
    warmUp: 1,
    async prepare() {
      if (!hasInfluxd) return { candidates: [], absent: ABSENT, compare: () => undefined };
      const influxd = await ownInfluxd();
      await influxd.start();
      await influxd.ask('', 'CREATE DATABASE plain');
      const folder = await mkdtemp(join(tmpdir(), 'surefoot-series-'));
      const stores = await openStores(folder, 'clinic', { influx: influxSettings(influxd.url, 'drain'), times: { backOff: { firstMs: 20, mostMs: 50 } } });
      stores.tend(() => undefined);
      await stores.tended();
      return {
        candidates: drains(influxd, stores),
        work: { count: OUTAGE_WINDOWS, of: 'window' },
        async compare() {
          stores.metrics.keep(windowOf(7, BEGIN_MS, 1));
          await stores.tended();
          const [point] = await stores.metrics.series({ patientId: 'p7', metric: 'trunk.value3' });
          if (point.value !== windowOf(7, BEGIN_MS, 1)[3].value) throw new Error(`a window came back as ${JSON.stringify(point)}`);
        },
        async dispose() {
          await stores.close();
          await influxd.remove();
          await rm(folder, { recursive: true });
        },
      };
    },
  },
  {
    id: 'series.trend',
    group: 'store',
    title: `a patient's daily values of ${TREND_DAYS} days, from ${TREND_WINDOWS} windows`,
    goals: [
      { candidate: 'embedded', measure: 'p95Ms', atMost: 50 },
      { candidate: 'InfluxDB', measure: 'p95Ms', atMost: 100 },
    ],
    rounds: 5,
    warmUp: 1,
    prepare: () => inFolder(async (folder) => {
      const influxd = hasInfluxd ? await ownInfluxd() : null;
      await influxd?.start();
      const query = { patientId: 'p1', metric: 'trunk.value0', fromMs: BEGIN_MS, toMs: BEGIN_MS + TREND_DAYS * DAY_MS };
      const open = async (name: string, influx = false): Promise<Stores> => {
        const stores = await openStores(join(folder, name), 'clinic', influx ? { influx: influxSettings(influxd!.url, 'trend') } : {});
        stores.tend(() => undefined);
        for (let at = 0; at < TREND_WINDOWS; at += 1000) {
          stores.metrics.keep(Array.from({ length: 1000 }, (_, i) => windowOf(1, BEGIN_MS + Math.floor(((at + i) / TREND_WINDOWS) * TREND_DAYS * DAY_MS), at + i, 1)).flat());
          await new Promise((resolve) => setImmediate(resolve));
        }
        await stores.tended();
        return stores;
      };
      const embedded = await open('embedded');
      const copied = influxd ? await open('copied', true) : null;
      return {
        candidates: [
          { name: 'every point, read and added up', run: () => readings(() => byDay(embedded, query), 2) },
          { name: 'embedded', run: () => readings(() => embedded.metrics.daily(query)) },
          ...(copied ? [{ name: 'InfluxDB', run: () => readings(() => copied.metrics.daily(query)) }] : []),
        ],
        ...(influxd ? {} : { absent: ABSENT }),
        async compare() {
          const [days, plain, there] = [await embedded.metrics.daily(query), await byDay(embedded, query), await copied?.metrics.daily(query)];
          for (const [i, [day, mean]] of plain.entries()) if (days[i].day !== day || Math.abs(days[i].mean - mean) > 1e-12) throw new Error(`${day}: ${days[i].mean} and ${mean}`);
          if (there && JSON.stringify(there) !== JSON.stringify(days)) throw new Error('InfluxDB has other days');
          if (copied && copied.metrics.state().since.readsFromInflux !== 1) throw new Error('it was not InfluxDB that answered');
        },
        async dispose() {
          await embedded.close();
          await copied?.close();
          await influxd?.remove();
          await rm(folder, { recursive: true });
        },
      };
    }),
  },
];

/** What a program does that has points alone. */
async function byDay({ metrics }: Stores, query: Parameters<Stores['metrics']['series']>[0]): Promise<[day: string, mean: number][]> {
  const days = new Map<string, { n: number; sum: number }>();
  for (const { timeMs, value } of await metrics.series({ ...query, fromMs: Math.floor(query.fromMs! / DAY_MS) * DAY_MS, toMs: Math.ceil(query.toMs! / DAY_MS) * DAY_MS })) {
    const name = new Date(timeMs).toISOString().slice(0, 10);
    const day = days.get(name) ?? { n: 0, sum: 0 };
    days.set(name, day);
    day.n += 1;
    day.sum += value;
  }
  return [...days].map(([day, { n, sum }]) => [day, sum / n]);
}
