import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedSensor } from '../../../src/model/index.ts';
import type { RadioScenario } from '../../../src/simulator/radio/index.ts';
import { dots } from '../../support/sessionRig.ts';
import { bin, cleanEnvironment, startSurefoot, surefoot, type Running } from './surefoot.ts';

interface Recorded {
  readonly schema: string;
  readonly recording: string;
  readonly sensors: readonly RecordedSensor[];
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-record-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Begins to record in a room of virtual sensors. */
async function record(room: RadioScenario, args: readonly string[]): Promise<Running> {
  const path = join(folder, 'room.json');
  await writeFile(path, JSON.stringify(room));
  return startSurefoot(['record', '--out', join(folder, 'out'), ...args], { env: { SUREFOOT_RADIO: `virtual:${path}` } });
}

const walker: RadioScenario = { sensors: dots(2).map((sensor) => ({ ...sensor, site: 'lowerBack', signal: { scenario: 'minuteWalk' } })) };
const both = ['--sensor', 'D4:22:CD:00:10:01=lower_back', '--sensor', 'd422cd001002=leftFoot'];

/** Resolves when the pattern stands on stderr. */
function told(running: Running, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (pattern.test(running.stderr())) resolve();
    };
    running.child.stderr!.on('data', look);
    look();
    void running.ended.then(({ status, stderr }) => reject(new Error(`ended with ${status} before ${pattern.source}: ${stderr}`)));
  });
}

function liveLogs(): Promise<string[]> {
  return readdir(join(folder, 'out/sourcedata/live')).catch(() => []);
}

describe('surefoot record', () => {
  it('records for so many seconds, and the recording is one that analyze takes', async () => {
    const { status, stdout, stderr } = await (await record(walker, [...both, '--seconds', '8', '--subject', 'P12', '--json'])).ended;
    expect([status, stderr]).toEqual([0, expect.stringContaining('The Movella DOT on the lower back is connected and sends.')]);
    const document = JSON.parse(stdout) as Recorded;
    expect(document.schema).toBe('surefoot.record/1');
    expect(document.sensors).toMatchObject([
      { id: 'd422cd001001', model: 'movella-dot', site: 'lowerBack', lost: 0, lossUncertain: false, reconnects: 0, badPackets: 0, batteryPct: 80 },
      { id: 'd422cd001002', model: 'movella-dot', site: 'leftFoot', lost: 0, lossUncertain: false, reconnects: 0, badPackets: 0, batteryPct: 80 },
    ]);
    for (const { samples } of document.sensors) expect(samples).toBeGreaterThanOrEqual(478);
    expect(await liveLogs()).toEqual([]);
    const analysed = surefoot(['analyze', document.recording, '--json', '--height-cm', '170']);
    expect(analysed.status).toBe(0);
    expect(JSON.parse(analysed.stdout)).toMatchObject({ recording: { sites: ['lowerBack', 'leftFoot'], lossPct: 0 }, participant: { id: 'sub-P12' } });
  });

  it('goes on through a broken connection and packets that cannot be read, and counts what is missing', async () => {
    const room: RadioScenario = { ...walker, faults: [
      { kind: 'drop', atS: 3, since: 'streaming', sensor: 'DOT 1' },
      { kind: 'malformed', packets: 5, atS: 2, since: 'streaming', sensor: 'DOT 2' },
    ] };
    const { status, stdout, stderr } = await (await record(room, [...both, '--seconds', '7', '--json'])).ended;
    expect(status).toBe(0);
    expect(stderr).toMatch(/Problem: The connection to the Movella DOT on the lower back was lost/);
    const missing = /is back after \d\.\d s; (\d+) samples are missing\./.exec(stderr)?.[1];
    const { sensors } = JSON.parse(stdout) as Recorded;
    expect(sensors).toMatchObject([{ lost: Number(missing), reconnects: 1, badPackets: 0 }, { lost: 5, reconnects: 0, badPackets: 5 }]);
  });

  it('shows a person how well each sensor was recorded, and where', async () => {
    const { status, stdout } = await (await record(walker, [...both, '--seconds', '2'])).ended;
    expect(status).toBe(0);
    const [head, first, , , path] = stdout.split('\n');
    expect(head).toMatch(/^site +model +samples +lost +longest gap +rate +clock +reconnected +battery$/);
    expect(first).toMatch(/^lowerBack +movella-dot +1\d\d +0 +none .* never +80 %$/);
    expect(existsSync(path)).toBe(true);
  });

  it('stops in order at Ctrl-C and files away what there is', async () => {
    const running = await record(walker, [...both, '--json']);
    await told(running, /\d s {2}lowerBack \d+/);
    running.child.kill('SIGINT');
    const { status, stdout } = await running.ended;
    expect(status).toBe(0);
    const { sensors, recording } = JSON.parse(stdout) as Recorded;
    expect(sensors[0].samples).toBeGreaterThan(30);
    expect(existsSync(recording)).toBe(true);
    expect(await liveLogs()).toEqual([]);
  });

  it.each(['SIGKILL', 'two SIGINT'])('recovers at the next start what a session left that was ended by %s', async (how) => {
    const running = await record(walker, both);
    await told(running, /\d s {2}lowerBack \d+/);
    if (how === 'SIGKILL') {
      running.child.kill('SIGKILL');
    } else {
      running.child.kill('SIGINT');
      await told(running, /Ctrl-C again leaves at once/);
      running.child.kill('SIGINT');
    }
    expect((await running.ended).status).toBe(null);
    expect((await liveLogs()).some((name) => name.endsWith('.sfraw'))).toBe(true);
    const { status, stdout, stderr } = await (await record(walker, [...both, '--seconds', '1', '--json'])).ended;
    expect([status, stderr]).toEqual([0, expect.stringMatching(/The recording of .* (was interrupted; 00:00:0\d of it were recovered|had been stopped but not yet filed away)/)]);
    // The interrupted recording has the name; the new one is the next run.
    expect((JSON.parse(stdout) as Recorded).recording).toContain('_run-');
    expect(await liveLogs()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('stops and says so when the disk takes no more, and recovers what was kept', async () => {
    const path = join(folder, 'room.json');
    await writeFile(path, JSON.stringify(walker));
    const command = `ulimit -f 8; exec '${process.execPath}' '${bin}' record ${both.join(' ')} --seconds 60 --out '${join(folder, 'out')}'`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', env: cleanEnvironment({ SUREFOOT_RADIO: `virtual:${path}` }) });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/Problem: Recording stopped: .*\nsurefoot: .*everything before them is kept\.\n$/s)]);
    expect(await liveLogs()).toHaveLength(1);
    const next = await (await record(walker, [...both, '--seconds', '1'])).ended;
    expect([next.status, next.stderr]).toEqual([0, expect.stringMatching(/was interrupted; 00:00:0\d of it were recovered/)]);
    expect(await liveLogs()).toEqual([]);
  });

  it('ends with 3 and keeps nothing when a sensor refuses', async () => {
    const room: RadioScenario = { ...walker, faults: [{ kind: 'attError', on: 'write', code: 0x13, times: 99, atS: 0, sensor: 'DOT 2' }] };
    const { status, stderr } = await (await record(room, [...both, '--seconds', '5'])).ended;
    expect([status, stderr]).toEqual([3, expect.stringMatching(/surefoot: The Movella DOT on the left foot cannot be used yet: .* Nothing was recorded\.\n$/)]);
    expect(await liveLogs()).toEqual([]);
  });

  it('ends with 3 and names the sensors that were not heard', async () => {
    const { status, stderr } = await (await record(walker, ['--sensor', 'd422cd00ffff=sternum', '--seconds', '5'])).ended;
    expect([status, stderr]).toEqual([3, expect.stringMatching(/not heard within 20 s: d422cd00ffff \(sternum\)\. Switch it on.*surefoot scan/)]);
  });

  it.each<[string, readonly string[], string]>([
    ['a sensor without a place', ['--sensor', 'd422cd001001'], 'd422cd001001=lowerBack'],
    ['no sensor', [], 'Name the sensors with --sensor'],
    ['a sensor twice', ['--sensor', 'd422cd001001=lowerBack', '--sensor', 'D4:22:CD:00:10:01=sternum'], 'named twice'],
    ['two sensors at one place', ['--sensor', 'a=lowerBack', '--sensor', 'b=lumbar'], 'Two sensors are worn at lowerBack'],
    ['no time at all', ['--sensor', 'a=lowerBack', '--seconds', '0'], 'from 1 to 86400'],
    ['a name that no file can have', ['--sensor', 'a=lowerBack', '--task', 'up/down'], 'letters and digits only'],
    ['a description that is not there', ['--sensor', 'a=lowerBack', '--sensor-file', 'none.json'], 'none.json'],
    ['a rate that the sensor does not have', ['--sensor', 'd422cd001001=lowerBack', '--rate', '100'], 'choose one of 1, 4, 10'],
  ])('refuses %s', async (_, args, remedy) => {
    const { status, stderr } = await (await record(walker, args)).ended;
    expect([status, stderr]).toEqual([2, expect.stringContaining(remedy)]);
  });
});
