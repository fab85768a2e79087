import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openClinicLive, type ClinicLive, type LiveWorkers } from '../../../src/clinicLive.ts';
import type { Assessment, Patient, SessionStart } from '../../../src/model/index.ts';
import type { RadioScenario } from '../../../src/simulator/radio/index.ts';
import { openStores, type Stores } from '../../../src/store/open.ts';
import { dotLog, type DotSession } from '../../support/dotLog.ts';
import { logBytes } from '../../support/rawLogBytes.ts';
import { dots } from '../../support/sessionRig.ts';
import { workersHere } from '../../support/workersHere.ts';

type Workers = LiveWorkers;

const patient: Patient = { id: 'p-1', displayName: 'Rosa Anning', externalId: 'R-17', heightCm: 162, createdAt: '2026-03-01T10:00:00Z' };
const virtual: RadioScenario = { sensors: dots(1).map((sensor) => ({ ...sensor, site: 'lowerBack', signal: { scenario: 'minuteWalk' } })) };
const request: SessionStart = { patientId: patient.id, protocol: 'walk', sensors: [{ id: 'd422cd001001', site: 'lowerBack' }] };
const broken: Workers = { written: () => Promise.reject(new Error('bug')) };

let folder: string;
let stores: Stores;
let opened: ClinicLive[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-clinic-live-'));
  stores = await openStores(join(folder, 'data'), 'clinic');
  stores.records.putPatient(patient);
  opened = [];
});
afterEach(async () => {
  for (const live of opened) await live.close();
  await stores.close();
  await rm(folder, { recursive: true });
});

/** @param name of the folder of what is under way */
async function open(use: Workers = workersHere, name = 'live'): Promise<ClinicLive> {
  const live = await openClinicLive(stores, join(folder, name), use, { virtual });
  opened.push(live);
  return live;
}

async function logs(name = 'live'): Promise<string[]> {
  return (await readdir(join(folder, name))).filter((file) => file.endsWith('.sfraw'));
}

function assessments(): readonly Assessment[] {
  return stores.records.assessmentsOf(patient.id, { limit: 10 }).items;
}

/** Starts a session and waits for two seconds of it. */
async function record({ control }: ClinicLive): Promise<void> {
  await control.start(request);
  await vi.waitFor(() => expect(control.session().sensors[0].samples).toBeGreaterThan(120), { timeout: 60_000, interval: 100 });
}

/** Leaves a log behind as a killed server does. */
async function leaveLog(name: string, session: Partial<DotSession> = {}): Promise<void> {
  await mkdir(join(folder, 'live'), { recursive: true });
  const entries = dotLog({ sensors: [{ site: 'lowerBack', seed: 1 }], seconds: 10, isStopped: false, ...session, header: { sessionId: name, patientId: patient.id, protocol: 'walk', ...session.header } });
  await writeFile(join(folder, 'live', `${name}.sfraw`), logBytes(entries).bytes);
}

describe('a live session of a clinic', () => {
  it('becomes an assessment of its patient with its packets; cut off at any moment it is one at the next start', async () => {
    const live = await open();
    await record(live);
    const [log] = await logs();
    expect(log).toMatch(/^[0-9a-f]{16}\.sfraw$/);
    // What is on the disk now is what a killed server leaves.
    await mkdir(join(folder, 'killed'));
    await copyFile(join(folder, 'live', log), join(folder, 'killed', log));
    expect((await open()).recovered).toEqual([]);

    const ended = await live.control.stop();
    expect(ended).toMatchObject({ state: 'done', message: null, sensors: [{ lost: 0 }] });
    const [kept, ...others] = assessments();
    expect([kept.id, others]).toEqual([ended.assessmentId, []]);
    expect(kept.trials).toMatchObject([{ protocol: 'walk', outcome: 'done' }]);
    const archived = await stores.recordings.get(kept.trials[0].recordingId!);
    expect(archived?.files.map(({ role }) => role)).toContain('session.sfraw');
    expect([await logs(), await readdir(join(folder, 'live/sealing'))]).toEqual([[], []]);

    const next = await open(workersHere, 'killed');
    expect(next.recovered).toEqual([expect.stringMatching(/^The recording of .* was interrupted; 00:00:0\d of it were recovered\. It is among the patient's assessments\.$/)]);
    expect(next.control.session()).toMatchObject({ state: 'idle', message: next.recovered[0] });
    expect([assessments().length, await logs('killed')]).toEqual([2, []]);
  });

  it('that cannot be taken in is kept, says so, and is taken in at the next start', async () => {
    const live = await open(broken);
    await record(live);
    expect(await live.control.stop()).toMatchObject({
      state: 'failed', assessmentId: null,
      message: 'Something is wrong in the software: bug. What was recorded is kept on this computer; Surefoot tries to take it in again when it is next started.',
    });
    expect([(await logs()).length, assessments().length]).toEqual([1, 0]);

    const stillBroken = await open(broken);
    expect(stillBroken.recovered).toEqual([expect.stringMatching(/cannot be filed away yet: something is wrong in the software \(bug\)\. It is kept and tried again at the next start\.$/)]);
    const mended = await open();
    expect(mended.recovered).toEqual([expect.stringContaining('all 00:00:0')]);
    expect([await logs(), assessments().length]).toEqual([[], 1]);
  });

  it('that is being sealed is over before the server is', async () => {
    let finish = (): void => undefined;
    const slow: Workers = { written: (...job) => new Promise<void>((resolve) => (finish = resolve)).then(() => workersHere.written(...job)) };
    const analysing = vi.spyOn(slow, 'written');
    const live = await open(slow);
    await record(live);
    const stopped = live.control.stop();
    await vi.waitFor(() => expect(analysing).toHaveBeenCalled(), { timeout: 30_000 });
    let isClosed = false;
    const closing = live.close().then(() => (isClosed = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isClosed).toBe(false);
    finish();
    await closing;
    expect([(await stopped).state, assessments().length]).toEqual(['done', 1]);
  });

  it('that is stopped before anything came leaves nothing behind', async () => {
    const live = await open();
    const started = live.control.start(request);
    expect(await live.control.stop()).toMatchObject({ state: 'failed', message: 'No sensor had sent anything when the recording was stopped, so there is nothing to keep. Start anew, and wait until all sensors send.' });
    await started;
    expect(await logs()).toEqual([]);
  });

  it('whose sensors are still looked for does not keep the server', async () => {
    const live = await open();
    const started = live.control.start({ ...request, sensors: [{ id: 'd422cd00ffff', site: 'lowerBack' }] });
    const refused = expect(started).rejects.toMatchObject({ code: 'CONFLICT', message: 'The server is being stopped; start again once it is back.' });
    await live.close();
    await refused;
    expect(live.control.session().state).toBe('idle');
  });
});

describe('what a killed server left behind', () => {
  it('is taken in once, also where it was killed while sealing or just before the log went', async () => {
    await leaveLog('a');
    await mkdir(join(folder, 'live/sealing/a/sub-p1/motion'), { recursive: true });
    await writeFile(join(folder, 'live/sealing/a/sub-p1/motion/sub-p1_task-walk_tracksys-imu_motion.tsv'), 'half a fil');
    expect((await open()).recovered).toEqual([expect.stringContaining('00:00:10 of it were recovered')]);
    const before = assessments();
    await leaveLog('a');
    expect((await open()).recovered).toHaveLength(1);
    expect(before).toHaveLength(1);
    expect(assessments()).toEqual(before);
    expect([await logs(), await readdir(join(folder, 'live/sealing'))]).toEqual([[], []]);
  });

  it('of a patient who is not there any more stays, and keeps nothing else from being taken in', async () => {
    await leaveLog('a', { header: { patientId: 'gone' } });
    await leaveLog('b', { seconds: 12 });
    expect((await open()).recovered).toEqual([
      expect.stringMatching(/The patient of this recording is not in the clinic \(any more\)\. It is kept and tried again at the next start\.$/),
      expect.stringContaining('00:00:12 of it were recovered'),
    ]);
    expect([await logs(), assessments().length]).toEqual([['a.sfraw'], 1]);
  });
});
