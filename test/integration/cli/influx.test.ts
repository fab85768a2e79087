import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasInfluxd, ownInfluxd, type Influxd } from '../../support/influxd.ts';
import { startSurefoot, surefoot } from './surefoot.ts';

const folder = mkdtempSync(join(tmpdir(), 'surefoot-cli-influx-'));
const data = join(folder, 'clinic');
const WALK = 'fixtures/recordings/invented-patients/sub-carla/motion/sub-carla_task-walk10mTurn_tracksys-imu_motion.tsv';
let influxd: Influxd;

beforeAll(async () => {
  if (!hasInfluxd) return;
  influxd = await ownInfluxd();
  await influxd.start();
});
afterAll(async () => {
  await influxd?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const speeds = async (): Promise<unknown[][]> => (await influxd.ask('clinic', 'SELECT "gait.walkingSpeed@1" FROM result'))[0]?.values ?? [];

describe.skipIf(!hasInfluxd)('a clinic with an InfluxDB', () => {
  const env = (): Record<string, string> => ({ SUREFOOT_INFLUX_URL: influxd.url, SUREFOOT_INFLUX_DATABASE: 'clinic', SUREFOOT_LOG_LEVEL: 'info' });

  test('copies what was imported before, tells in health and log how that goes, and goes on after an outage', async () => {
    expect(surefoot(['import', WALK, '--patient', 'P-Quist', '--data', data]).status).toBe(0);
    const server = startSurefoot(['serve', '--port', '0', '--data', data], { env: env() });
    const [, address] = await server.waitFor(/(http:\/\/127\.0\.0\.1:\d+)/);
    await server.waitFor(/InfluxDB has a copy of every series/, 'stderr');
    const health = async (): Promise<{ ok: boolean; series: Record<string, unknown> }> => (await (await fetch(`${address}/api/v1/health`)).json()) as never;
    expect(await health()).toMatchObject({ ok: true, series: { home: 'influxdb', ok: true, waiting: 0, filled: 1 } });
    const before = await speeds();
    expect(before.length).toBeGreaterThan(0);
    await influxd.kill();
    expect(surefoot(['import', WALK, '--patient', 'P-Other', '--data', data], { env: env() }).status).toBe(0);
    const [line] = await server.waitFor(/^.*results wait for InfluxDB.*$/m, 'stderr');
    expect(JSON.parse(line)).toMatchObject({ level: 40, reason: expect.stringContaining('cannot be reached') as string });
    const during = await health();
    expect(during).toMatchObject({ ok: true, series: { ok: false } });
    expect(during.series.waiting).toBeGreaterThan(0);
    expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/^surefoot_series_trouble 1$/m);
    await influxd.start();
    await server.waitFor(/results move to InfluxDB again/, 'stderr');
    while ((await speeds()).length < 2 * before.length) await new Promise((resolve) => setTimeout(resolve, 50));
    server.child.kill('SIGTERM');
    const { status, stderr } = await server.ended;
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/P-Quist|P-Other/);
  });

  test('reindex fills a database that was lost, and says with status 3 when InfluxDB does not answer', async () => {
    const before = await speeds();
    await influxd.ask('', 'DROP DATABASE clinic');
    const done = surefoot(['reindex', '--data', data], { env: env() });
    expect(done).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+ values of 2 patients, 0 removed that no record has; all of them are in InfluxDB\.\n$/) as string });
    expect(await speeds()).toEqual(before);
    await influxd.kill();
    const failed = surefoot(['reindex', '--data', data], { env: env() });
    expect(failed.status).toBe(3);
    expect(failed.stderr).toMatch(/^surefoot: The series are rebuilt in the data folder, but not all of them in InfluxDB: .*cannot be reached.*\n$/);
    await influxd.start();
  });
});

describe('what the environment says of InfluxDB', () => {
  test('is refused in one line where it cannot be used', () => {
    const run = (env: Record<string, string>) => surefoot(['reindex', '--data', join(folder, 'none')], { env });
    expect(run({ SUREFOOT_INFLUX_URL: 'influx' })).toMatchObject({ status: 2, stderr: expect.stringContaining('SUREFOOT_INFLUX_URL is no address') as string });
    const token = join(folder, 'token');
    writeFileSync(token, 'secret-token\n');
    chmodSync(token, 0o644);
    const open = run({ SUREFOOT_INFLUX_URL: 'http://127.0.0.1:1', SUREFOOT_INFLUX_TOKEN_FILE: token });
    expect(open).toMatchObject({ status: 2, stderr: `surefoot: SUREFOOT_INFLUX_TOKEN_FILE: others can read ${token}; run "chmod 600" on it.\n` });
    expect(run({ SUREFOOT_INFLUX_URL: 'http://127.0.0.1:1', SUREFOOT_INFLUX_TOKEN_FILE: join(folder, 'nowhere') }).stderr).toContain('cannot be read (ENOENT)');
  });
});

test('reindex works without an InfluxDB', () => {
  expect(surefoot(['reindex', '--data', join(folder, 'fresh')])).toMatchObject({ status: 0, stdout: '0 values of 0 patients, 0 removed that no record has; they are in the data folder.\n' });
});
