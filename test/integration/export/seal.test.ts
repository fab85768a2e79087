import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealRecording } from '../../../src/export/seal.ts';
import { findRecordings, openArchivedRecording, openRecording, recordingFiles } from '../../../src/ingest/index.ts';
import { openRawLog } from '../../../src/ingest/rawLog/open.ts';
import type { SensorMetadata } from '../../../src/model/index.ts';
import { readAll } from '../../readAll.ts';
import { dotLog, dotSample, STARTED_MS } from '../../support/dotLog.ts';
import type { DotSensor, DotSession } from '../../support/dotLog.ts';
import { logBytes } from '../../support/rawLogBytes.ts';

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-seal-'));
  out = join(folder, 'dataset');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const back: DotSensor = { site: 'lowerBack', seed: 1, skewPpm: -30, isLost: (n) => (n >= 400 && n < 412) || n === 700 };
const foot: DotSensor = { site: 'leftFoot', seed: 2, skewPpm: 45, offsetMs: 7 };

async function logOf(session: DotSession, name = 'session1'): Promise<string> {
  const path = join(folder, `${name}.sfraw`);
  await writeFile(path, logBytes(dotLog(session)).bytes);
  return path;
}

async function sealed(session: DotSession, name?: string): Promise<string> {
  return (await sealRecording(await openRawLog(await logOf(session, name)), out)).motionPath;
}

const millionth = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

describe('sealing a session', () => {
  it('keeps every sample of the packets as it was measured, at its place, with losses as gaps', async () => {
    const { blocks } = await readAll(await openRecording(await sealed({ sensors: [back, foot], seconds: 20 })));
    const own = blocks.filter(({ site }) => site === 'lowerBack');
    const samples = own.flatMap(({ startSample, length, acc, gyr }) =>
      Array.from({ length }, (_, i) => ({ at: startSample + i, values: [acc.x[i], acc.y[i], acc.z[i], gyr!.x[i], gyr!.y[i], gyr!.z[i]].map((value) => value + 0) })));
    const truth = (n: number): number[] => Array.from(dotSample(back, n), millionth);
    const first = Array.from({ length: 20 }, (_, n) => n).find((n) => truth(n).every((value, i) => value === samples[0].values[i]));
    expect(first).toBeDefined();
    expect(samples.length).toBeGreaterThan(1150);
    for (const { at, values } of samples) expect({ at, values }).toEqual({ at, values: truth(first! + at) });
    const there = new Set(samples.map(({ at }) => first! + at));
    const gone = Array.from({ length: samples.at(-1)!.at }, (_, at) => first! + at).filter((n) => !there.has(n));
    expect(gone).toEqual([...Array.from({ length: 12 }, (_, i) => 400 + i), 700]);
  });

  it('says of the sensors what the raw log says', async () => {
    const marks: DotSession['marks'] = [
      { mark: 'battery', sensor: 1, timeMs: STARTED_MS + 19_000, pct: 71 },
      { mark: 'disconnected', sensor: 0, timeMs: STARTED_MS + 6700, reason: 'out of reach' },
      { mark: 'connected', sensor: 0, timeMs: STARTED_MS + 6850, firmware: '3.0.0' },
      { mark: 'event', timeMs: STARTED_MS + 5000, type: 'go', durationS: 0 },
    ];
    const recording = await openRawLog(await logOf({ sensors: [back, foot], seconds: 20, marks, isStopped: false }));
    const { motionPath, sensors, recovered } = await sealRecording(recording, out);
    expect(recovered).toBe(true);
    expect(sensors).toMatchObject([
      { id: 'd4:ca:6e:f1:69:00', model: 'movella-dot', site: 'lowerBack', lost: 13, reconnects: 1, batteryPct: 90, badPackets: 0 },
      { id: 'd4:ca:6e:f1:69:01', model: 'movella-dot', site: 'leftFoot', lost: 0, reconnects: 0, batteryPct: 71 },
    ]);
    const raw = await readAll(recording);
    const read = await readAll(await openRecording(motionPath));
    expect(read.trailer.findings).toEqual(raw.trailer.findings);
    expect(read.trailer.findings!.map(({ code }) => code)).toEqual(['RECORDING_INTERRUPTED', 'SENSOR_RECONNECTED']);
    expect(read.trailer.sampleCount).toBe(raw.trailer.sampleCount);
    expect(read.header).toEqual({ ...raw.header, path: motionPath, format: 'bidsMotion' });
    expect(read.header).toMatchObject({ device: 'Movella DOT', events: [{ type: 'go', durationS: 0 }], participant: { id: 'sub-P17', ageYears: 78, sex: 'F', heightCm: 162 } });

    const json = JSON.parse(await readFile(motionPath.replace('.tsv', '.json'), 'utf8')) as Record<string, unknown> & { SurefootSensors: SensorMetadata[] };
    expect(json).toMatchObject({ SamplingFrequencyEffective: expect.closeTo(60, 2) as number, SurefootSession: { id: 'session1', complete: false, valuesRoundedTo: 1e-6 } });
    expect(json.SurefootSensors).toMatchObject([
      { site: 'lowerBack', label: 'Movella DOT', rateHz: 60, firmware: '3.0.0', batteryStartPct: 90, batteryEndPct: 90, interruptions: [{}], clock: [{ samples: 400 }, {}] },
      { site: 'leftFoot', batteryStartPct: 89, batteryEndPct: 71, deviceSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(JSON.stringify(json)).not.toContain('d4:ca');
  });

  it('keeps the packets under sourcedata and in the archive, and the time in the table of scans', async () => {
    const log = await logOf({ sensors: [back], seconds: 5 });
    const { motionPath } = await sealRecording(await openRawLog(log), out);
    const source = await readFile(join(out, 'sourcedata/sub-P17/motion/sub-P17_task-walk_tracksys-imu.sfraw'));
    expect(source.equals(await readFile(log))).toBe(true);
    expect(await findRecordings(out)).toEqual([motionPath]);
    expect(await readFile(join(out, 'sub-P17/sub-P17_scans.tsv'), 'utf8')).toMatch(/^filename\tacq_time\nmotion\/sub-P17_task-walk_tracksys-imu_motion\.tsv\t2026-03-14T14:02:11\.0\d\dZ\n$/);

    const archive = join(folder, 'archive');
    await cp(join(out, 'participants.tsv'), join(archive, 'participants.tsv'));
    for (const file of await recordingFiles(motionPath)) {
      const pieces: Uint8Array[] = [];
      for await (const piece of file.open()) pieces.push(piece);
      await writeFile(join(archive, file.role), Buffer.concat(pieces));
    }
    expect((await readFile(join(archive, 'session.sfraw'))).equals(source)).toBe(true);
    const original = await readAll(await openRecording(motionPath));
    expect(await readAll(await openArchivedRecording('bidsMotion', archive))).toEqual({ ...original, header: { ...original.header, path: archive } });
  });

  it('takes the next free run where the name is taken, and none a second time', async () => {
    const session = { sensors: [back], seconds: 3 };
    const first = await sealed(session);
    const second = await sealed({ ...session, header: { sessionId: 'session2' } }, 'session2');
    expect(second).toBe(first.replace('_motion.tsv', '_run-02_motion.tsv'));
    const before = await readdir(out, { recursive: true });
    expect(await sealed(session)).toBe(first);
    expect(await sealed({ ...session, header: { sessionId: 'session2' } }, 'session2')).toBe(second);
    expect(await readdir(out, { recursive: true })).toEqual(before);
    expect((await readFile(join(out, 'sub-P17/sub-P17_scans.tsv'), 'utf8')).trim().split('\n')).toHaveLength(3);
  });

  it('gives two sessions that are sealed at the same time a name each', async () => {
    const logs = await Promise.all(['a', 'b', 'c'].map((id) => logOf({ sensors: [back], seconds: 3, header: { sessionId: id } }, id)));
    const paths = await Promise.all(logs.map(async (log) => (await sealRecording(await openRawLog(log), out)).motionPath));
    expect(new Set(paths).size).toBe(3);
    expect(await findRecordings(out)).toEqual([...paths].sort());
    for (const path of paths) await readAll(await openRecording(path));
  });

  it('leaves nothing behind where a table of the dataset is damaged', async () => {
    const log = await logOf({ sensors: [back], seconds: 3 });
    await cp(log, join(out, 'participants.tsv'));
    await writeFile(join(out, 'participants.tsv'), 'name\nx\n');
    await expect(sealRecording(await openRawLog(log), out)).rejects.toMatchObject({ code: 'BAD_RECORDING', message: expect.stringContaining('participants.tsv line 1') as string });
    expect((await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['participants.tsv']);
  });

  it('says in one line that SurefootSensors was changed by somebody', async () => {
    const motionPath = await sealed({ sensors: [back], seconds: 3 });
    const path = motionPath.replace('.tsv', '.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"lossUncertain": false', '"lossUncertain": "no"'));
    await expect(openRecording(motionPath)).rejects.toMatchObject({ code: 'BAD_RECORDING', message: expect.stringMatching(/_motion\.json line \d+: SurefootSensors is not as Surefoot writes it/) as string });
  });

  it('names what no sensor, a sensor without samples and an unknown sensor mean', async () => {
    const silent: DotSensor = { site: 'rightFoot', seed: 3, isLost: () => true };
    const { trailer, header } = await readAll(await openRawLog(await logOf({ sensors: [back, silent], seconds: 5 })));
    expect(header.sensors.map(({ site }) => site)).toEqual(['lowerBack']);
    expect(trailer.findings).toMatchObject([{ code: 'SENSOR_WITHOUT_SAMPLES', severity: 'problem', message: expect.stringContaining('(rightFoot)') as string }]);
    await expect(openRawLog(await logOf({ sensors: [silent], seconds: 5 }))).rejects.toMatchObject({ code: 'BAD_RECORDING', message: expect.stringContaining('no sensor sent a sample') as string });
    const sensors = [{ id: 'x', model: 'tomorrow-9000', name: null, site: 'lowerBack', settings: { rateHz: 60 } }];
    await expect(openRawLog(await logOf({ sensors: [back], seconds: 1, header: { sensors } }))).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT', message: expect.stringContaining('"tomorrow-9000"') as string });
  });
});
