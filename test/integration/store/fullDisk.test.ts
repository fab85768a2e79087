import { spawnSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, type TestContext } from 'vitest';
import type { SeriesEvent } from '../../../src/model/index.ts';
import { influxSettings } from '../../../src/store/influx/settings.ts';
import { openStores, type Stores } from '../../../src/store/open.ts';
import { hasInfluxd, ownInfluxd } from '../../support/influxd.ts';
import { ownFolder } from './child.ts';
import { METRICS, windowOf } from './results.ts';

const TIMES = { backOff: { firstMs: 20, mostMs: 200 }, rollUpEveryMs: 0 };

let disk: string;
let isMounted = false;
beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), 'surefoot-disk-'));
  isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]).status === 0;
});
afterEach(async () => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  await rm(disk, { recursive: true });
});

function needsDisk({ skip }: Pick<TestContext, 'skip'>): void {
  if (!isMounted) skip('a small disk can only be mounted by root');
}

function remount(options: string): void {
  expect(spawnSync('mount', ['-o', `remount,${options}`, disk]).status).toBe(0);
}

/** Leaves so many bytes. */
function fill(leave: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - leave));
}

/** Keeps windows until one is refused. @returns how many are kept, and why no more */
function keepUntilRefused(stores: Stores, from: number): { kept: number; why: unknown } {
  for (let second = from; ; second++) {
    try {
      stores.records.transaction(() => {
        stores.records.putSetting('newest', String(second));
        stores.metrics.keep(windowOf(1, second, second));
      });
    } catch (why) {
      return { kept: second, why };
    }
  }
}

const secondsOf = async (stores: Stores) => (await stores.metrics.series({ patientId: 'p1', metric: METRICS[0] })).map(({ value }) => value);
const upTo = (count: number) => Array.from({ length: count }, (_, second) => second);

describe('A data folder on a disk that is full', () => {
  test('says so in one line, keeps every result it took and none by halves, and goes on once there is room', async (context) => {
    needsDisk(context);
    const stores = await openStores(join(disk, 'data'), 'clinic', { times: TIMES });
    stores.tend(() => undefined);
    fill(256 * 1024);
    const { kept, why } = keepUntilRefused(stores, 0);
    expect(kept).toBeGreaterThan(10);
    expect(why).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/surefoot\.sqlite: the disk is full: free some space and try again$/) as string });
    expect(await secondsOf(stores)).toEqual(upTo(kept));
    expect(stores.records.setting('newest')).toBe(String(kept - 1));
    expect((await stores.metrics.daily({ patientId: 'p1', metric: METRICS[0] }))[0]?.n, 'reading needs no room').toBe(kept);
    await rm(join(disk, 'ballast'));
    const more = kept + 50;
    for (let second = kept; second < more; second++) stores.metrics.keep(windowOf(1, second, second));
    await stores.tended();
    await stores.close();
    const again = await openStores(join(disk, 'data'), 'clinic');
    expect(await secondsOf(again)).toEqual(upTo(more));
    await again.close();
  });

  test('is refused in one line when it is read-only, and is as it was once it can be written again', async (context) => {
    needsDisk(context);
    const stores = await openStores(join(disk, 'data'), 'clinic');
    stores.metrics.keep(windowOf(1, 0, 0));
    await stores.close();
    // A second way to the same disk: the first has handles that SQLite's driver lets go of late.
    const readOnly = await ownFolder();
    expect(spawnSync('mount', ['--bind', disk, readOnly]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', ['-l', readOnly]));
    expect(spawnSync('mount', ['-o', 'remount,bind,ro', readOnly]).status).toBe(0);
    await expect(openStores(join(readOnly, 'data'), 'clinic')).rejects.toThrow(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/^[^\n]*cannot be (written|opened)[^\n]*: check who owns/) as string }),
    );
    const again = await openStores(join(disk, 'data'), 'clinic');
    again.metrics.keep(windowOf(1, 1, 1));
    expect(await secondsOf(again)).toEqual([0, 1]);
    await again.close();
  });
});

describe.skipIf(!hasInfluxd)('An InfluxDB on a disk that is full', () => {
  test('is told apart from one that is gone, and gets every result once there is room', async (context) => {
    needsDisk(context);
    const influxd = await ownInfluxd({ dataFolder: join(disk, 'influxdb') });
    await influxd.start();
    const stores = await openStores(await ownFolder(), 'clinic', { influx: influxSettings(influxd.url, 'full'), times: TIMES });
    try {
      let wake = (): void => undefined;
      const reasons: string[] = [];
      stores.tend(({ facts }: SeriesEvent) => {
        reasons.push(String(facts.reason ?? ''));
        wake();
      });
      stores.metrics.keep(windowOf(1, 0, 0));
      await stores.tended();
      fill(16 * 1024);
      const seconds = 20;
      stores.records.transaction(() => {
        for (let second = 1; second < seconds; second++) for (let sensor = 1; sensor <= 300; sensor++) stores.metrics.keep(windowOf(sensor, second, second));
      });
      while (!reasons.some((reason) => /no space left/.test(reason))) await new Promise<void>((resolve) => (wake = resolve));
      expect(reasons.find((reason) => /no space left/.test(reason))).toMatch(/failed \(500.*make room on its disk, then restart it$/);
      await rm(join(disk, 'ballast'));
      remount('size=64m');
      // InfluxDB 1.6 itself does not go on without it.
      await influxd.kill();
      await influxd.start();
      await stores.tended();
      expect(stores.metrics.state()).toMatchObject({ waiting: 0, refused: 0, trouble: null });
      expect(await secondsOf(stores)).toEqual(upTo(seconds));
      expect(stores.metrics.state().since).toMatchObject({ readsFromInflux: 1, readsFromEmbedded: 0 });
    } finally {
      await stores.close();
      await influxd.remove();
    }
  }, 60_000);
});
