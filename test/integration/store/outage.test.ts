import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeriesEvent, Trial } from '../../../src/model/index.ts';
import { influxSettings } from '../../../src/store/influx/settings.ts';
import { openStores } from '../../../src/store/open.ts';
import { hasInfluxd, ownInfluxd, type Influxd } from '../../support/influxd.ts';
import { recordingProxy } from '../../support/recordingProxy.ts';
import { ownFolder } from './child.ts';
import { BEGIN_MS, METRICS, windowOf } from './results.ts';

const TIMES = { backOff: { firstMs: 10, mostMs: 100 }, rollUpEveryMs: 0 };
const SENSORS = 200;
/** Ten minutes, a window a second. */
const SECONDS = 600;

let influxd: Influxd;
beforeAll(async () => {
  if (!hasInfluxd) return;
  influxd = await ownInfluxd();
  await influxd.start();
});
afterAll(() => influxd?.remove());

/** Waits until something is told of the copy. */
function told() {
  const events: SeriesEvent[] = [];
  let wake = (): void => undefined;
  return {
    events,
    onEvent: (event: SeriesEvent): void => {
      events.push(event);
      wake();
    },
    async until(words: RegExp): Promise<SeriesEvent> {
      for (;;) {
        const found = events.find(({ message, facts }) => words.test(`${message} ${JSON.stringify(facts)}`));
        if (found) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

async function countIn(database: string): Promise<number> {
  const [series] = await influxd.ask(database, `SELECT count("${METRICS[0]}@1") FROM result`);
  return Number(series?.values[0][1] ?? 0);
}

describe.skipIf(!hasInfluxd)('While InfluxDB is gone', () => {
  test('ten minutes of results of 200 sensors wait, and reach it in their order and without a loss once it is back', async () => {
    const proxy = await recordingProxy(influxd.url);
    const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(proxy.url, 'outage'), times: TIMES });
    const log = told();
    try {
      stores.tend(log.onEvent);
      for (let sensor = 0; sensor < SENSORS; sensor++) stores.metrics.keep(windowOf(sensor, 0, 0));
      await stores.tended();
      await influxd.kill();
      for (let second = 1; second < SECONDS; second++) {
        stores.records.transaction(() => {
          for (let sensor = 0; sensor < SENSORS; sensor++) stores.metrics.keep(windowOf(sensor, second, second));
          // A window that is read again: the newer value must not be overtaken by the older.
          stores.metrics.keep(windowOf(second % SENSORS, 0, second));
        });
        // The event loop turns, as between two packets.
        await new Promise((resolve) => setImmediate(resolve));
      }
      await log.until(/wait for InfluxDB.*ECONNREFUSED|wait for InfluxDB.*cannot be reached/);
      const { waiting, trouble, lagS } = stores.metrics.state();
      expect(waiting).toBe((SECONDS - 1) * (SENSORS + 1));
      expect([trouble !== null, lagS > 0]).toEqual([true, true]);
      const [first] = await stores.metrics.series({ patientId: 'p0', metric: METRICS[0] });
      expect(first.value, 'reads go on from the embedded store').toBe(400);
      expect(await stores.metrics.series({ patientId: 'p7', metric: METRICS[1] })).toHaveLength(SECONDS);

      await influxd.start();
      await stores.tended();
      expect(stores.metrics.state()).toMatchObject({ waiting: 0, refused: 0, trouble: null });
      expect(await countIn('outage')).toBe(SENSORS * SECONDS);
      const before = stores.metrics.state().since.readsFromInflux;
      for (const sensor of [0, 1, 199]) {
        const points = await stores.metrics.series({ patientId: `p${sensor}`, metric: METRICS[0] });
        const newest = sensor + SENSORS * Math.floor((SECONDS - 1 - sensor) / SENSORS);
        expect(points.map(({ value }) => value)).toEqual(Array.from({ length: SECONDS }, (_, second) => second || newest));
      }
      expect(stores.metrics.state().since.readsFromInflux).toBe(before + 3);
      expect(inOrder(proxy.written.join('\n').split('\n'))).toEqual([]);
    } finally {
      await stores.close();
      await proxy.close();
    }
  }, 90_000);

  test('a server that has lost its data gets everything again', async () => {
    const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(influxd.url, 'lost'), times: TIMES });
    const log = told();
    try {
      for (let sensor = 0; sensor < 5; sensor++) stores.metrics.keep(windowOf(sensor, 0, 7));
      stores.tend(log.onEvent);
      await stores.tended();
      await influxd.ask('', 'DROP DATABASE lost');
      stores.metrics.keep(windowOf(5, 0, 7));
      await stores.tended();
      expect(await countIn('lost')).toBe(6);
      expect(log.events.filter(({ message }) => /gets a copy of every series/.test(message))).toHaveLength(2);
    } finally {
      await stores.close();
    }
  });

  test('a patient who is erased meanwhile is erased there once it is back, and what comes later stays', async () => {
    const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(influxd.url, 'erased'), times: TIMES });
    const log = told();
    try {
      stores.tend(log.onEvent);
      for (const sensor of [1, 2]) stores.metrics.keep(windowOf(sensor, 0, 1));
      await stores.tended();
      await influxd.kill();
      stores.metrics.keep(windowOf(1, 1, 2));
      await log.until(/wait for InfluxDB/);
      await stores.metrics.deletePatient('p1');
      stores.metrics.keep(windowOf(1, 2, 3));
      await influxd.start();
      await stores.tended();
      const times = async (patient: string) => (await influxd.ask('erased', `SELECT "${METRICS[0]}@1" FROM result WHERE patient = '${patient}'`))[0]?.values.map(([time]) => Number(time) - BEGIN_MS);
      expect(await times('p1')).toEqual([2000]);
      expect(await times('p2')).toEqual([0]);
    } finally {
      await stores.close();
    }
  });

  test('a trial that is set aside meanwhile is in no value and no mean of it once it is back', async () => {
    const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(influxd.url, 'aside'), times: TIMES });
    const log = told();
    const query = { patientId: 'p1', metric: METRICS[0] };
    try {
      stores.tend(log.onEvent);
      const trials = (setAside: object): readonly Trial[] => [{ id: 't1', protocol: 'walk', outcome: 'done', circumstances: {} }, { id: 'repeated', protocol: 'walk', outcome: 'done', circumstances: {}, ...setAside }];
      const assessment = { id: 'a1', patientId: 'p1', takenAt: '2026-03-01T09:00:00Z', answers: {}, software: 'surefoot@0.1.0' };
      stores.records.putPatient({ id: 'p1', displayName: 'One', createdAt: assessment.takenAt });
      stores.records.putAssessment({ ...assessment, trials: trials({}) });
      const repeated = windowOf(1, 1, 90).map((point) => ({ ...point, trialId: 'repeated' }));
      stores.metrics.keep([...windowOf(1, 0, 110), ...repeated]);
      await stores.tended();
      expect(await stores.metrics.daily(query)).toMatchObject([{ n: 2, mean: 100 }]);
      await influxd.kill();
      stores.records.transaction(() => {
        stores.records.putAssessment({ ...assessment, trials: trials({ setAside: true }) });
        expect(stores.metrics.forgetUncounted('p1')).toBe(METRICS.length);
      });
      await log.until(/wait for InfluxDB/);
      expect(stores.metrics.forgetUncounted('p1')).toBe(0);
      expect(await stores.metrics.daily(query)).toMatchObject([{ n: 1, mean: 110 }]);
      await influxd.start();
      await stores.tended();
      const before = stores.metrics.state().since.readsFromInflux;
      expect((await stores.metrics.series(query)).map(({ value }) => value)).toEqual([110]);
      expect(await stores.metrics.daily(query)).toMatchObject([{ n: 1, mean: 110 }]);
      expect(stores.metrics.state().since.readsFromInflux).toBe(before + 2);
    } finally {
      await stores.close();
    }
  });

  test('a result that InfluxDB refuses for good is put aside and told, and the others go on', async () => {
    const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(influxd.url, 'refused'), times: TIMES });
    const log = told();
    try {
      stores.tend(log.onEvent);
      stores.metrics.keep(windowOf(1, 0, 1));
      await stores.tended();
      // Somebody else's program has written text where a number belongs.
      const odd = { ...windowOf(3, 0, 1)[0], metric: 'other', algorithm: 'other@1' };
      await fetch(`${influxd.url}/write?db=refused&precision=ms`, { method: 'POST', body: `result,patient=x other@1="text" ${BEGIN_MS}` });
      for (const second of [1, 2, 3]) stores.metrics.keep(windowOf(1, second, 1));
      stores.metrics.keep([odd]);
      for (const second of [4, 5]) stores.metrics.keep(windowOf(1, second, 1));
      await log.until(/refused by InfluxDB.*field type conflict/);
      await stores.tended();
      expect(stores.metrics.state()).toMatchObject({ refused: 1, waiting: 0, trouble: null });
      expect(await countIn('refused')).toBe(6);
      expect(await stores.metrics.series({ patientId: 'p3', metric: 'other' })).toHaveLength(1);
    } finally {
      await stores.close();
    }
  });
});

/** Windows that were written after a later one of the same sensor; the roll-up apart. */
function inOrder(lines: readonly string[]): string[] {
  const newest = new Map<string, number>();
  return lines.filter((line) => {
    const found = /^result,.*trial=(\w+) .* (\d+)$/.exec(line);
    if (!found || found[2] === String(BEGIN_MS)) return false;
    const before = newest.get(found[1]) ?? -Infinity;
    newest.set(found[1], Number(found[2]));
    return Number(found[2]) < before;
  });
}
