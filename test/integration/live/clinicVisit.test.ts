import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openClinicLive, type ClinicLive, type LiveWorkers } from '../../../src/clinicLive.ts';
import { openArchivedRecording } from '../../../src/ingest/index.ts';
import type { AttemptRecording, SessionStart, Visit } from '../../../src/model/index.ts';
import { beginVisit, stepVisit } from '../../../src/pipeline/visit/desk.ts';
import { safetyQuestions } from '../../../src/protocols/index.ts';
import type { RadioScenario } from '../../../src/simulator/radio/index.ts';
import { openStores, type Stores } from '../../../src/store/open.ts';
import { dots } from '../../support/sessionRig.ts';
import { workersHere } from '../../support/workersHere.ts';

type Workers = LiveWorkers;

const SIGNED = { at: '2026-03-02T09:00:00.000Z', by: 'u1' } as const;
const SENSOR = { id: 'd422cd001001', site: 'lowerBack' } as const;
const virtual: RadioScenario = { sensors: dots(1).map((sensor) => ({ ...sensor, site: 'lowerBack', signal: { scenario: 'minuteWalk' } })) };

let folder: string;
let stores: Stores;
let opened: ClinicLive[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-clinic-visit-'));
  stores = await openStores(join(folder, 'data'), 'clinic');
  stores.records.putPatient({ id: 'p-1', displayName: 'Rosa Anning', heightCm: 162, createdAt: SIGNED.at });
  beginVisit(stores.records, { id: 'v1', patientId: 'p-1', battery: 'oneWalk', ...SIGNED });
  stepVisit(stores.records, 'v1', { do: 'answerSafety', answers: Object.fromEntries(safetyQuestions.map(({ id }) => [id, false])), ...SIGNED });
  stepVisit(stores.records, 'v1', { do: 'prepare', sensors: [SENSOR], circumstances: { walkingAid: 'cane' }, ...SIGNED });
  opened = [];
});
afterEach(async () => {
  for (const live of opened) await live.close();
  await stores.close();
  await rm(folder, { recursive: true });
});

async function open(use: Workers = workersHere, name = 'live'): Promise<ClinicLive> {
  const live = await openClinicLive(stores, join(folder, name), use, { virtual });
  opened.push(live);
  return live;
}

const visit = (): Visit => stores.records.visit('v1')!;
const recording = (): AttemptRecording => visit().tests[0].attempts.at(-1)!.recording!;

/** The attempt begins, as the API begins it, and two seconds of it come. */
async function record({ control }: ClinicLive, attemptId: string, durationS: number | null = null): Promise<void> {
  stepVisit(stores.records, 'v1', { do: 'begin', test: 0, attemptId, circumstances: {}, ...SIGNED });
  const request: SessionStart = { patientId: 'p-1', protocol: 'walk', sensors: [SENSOR], visit: { visitId: 'v1', attemptId }, endsBy: { durationS } };
  await control.start(request);
  await vi.waitFor(() => expect(control.session().sensors[0].samples).toBeGreaterThan(60), { timeout: 60_000, interval: 50 });
}

describe('a test of a visit that is recorded', () => {
  it('ends by itself, becomes a trial of the visit’s assessment that does not count yet, and has its marks as events', async () => {
    const live = await open();
    await record(live, 'a1', 1);
    const go = await live.control.mark('go');
    await vi.waitFor(() => expect(live.control.session().state).toBe('done'), { timeout: 60_000, interval: 50 });
    expect(live.control.session()).toMatchObject({ assessmentId: visit().assessmentId });
    expect(recording()).toMatchObject({ state: 'recorded', message: null });
    const assessment = stores.records.assessment(visit().assessmentId)!;
    expect(assessment.trials).toMatchObject([{ id: recording().trialId, setAside: true, recordingId: recording().recordingId, circumstances: { site: 'lowerBack', walkingAid: 'cane' } }]);
    const archived = (await stores.recordings.get(recording().recordingId!))!;
    const { header } = await openArchivedRecording(archived.format, (await stores.recordings.folder(archived.id))!);
    const marked = header.events.filter(({ type }) => type === 'go' || type === 'stop');
    expect(marked.map(({ type, durationS }) => [type, durationS])).toEqual([['go', 0], ['stop', 0]]);
    // The recording begins with its first sample, which comes after the session began.
    expect(marked[0].onsetS).toBeGreaterThan(0);
    expect(marked[0].onsetS).toBeLessThan(go.timeS);
    expect(marked[1].onsetS - marked[0].onsetS).toBeGreaterThan(0.99);
  });

  it('and whose server is killed comes into the visit at the next start, with the mark that was pressed', async () => {
    const live = await open();
    await record(live, 'a1');
    await live.control.mark('go');
    // The mark was answered: it is on the disk now, without any wait.
    const [log] = (await readdir(join(folder, 'live'))).filter((name) => name.endsWith('.sfraw'));
    await mkdir(join(folder, 'killed'));
    await copyFile(join(folder, 'live', log), join(folder, 'killed', log));
    expect(recording().state).toBe('recording');

    const next = await open(workersHere, 'killed');
    expect(next.recovered).toHaveLength(1);
    expect(recording().state).toBe('recorded');
    const archived = (await stores.recordings.get(recording().recordingId!))!;
    const { header } = await openArchivedRecording(archived.format, (await stores.recordings.folder(archived.id))!);
    expect(header.events.map(({ type }) => type)).toContain('go');
    expect(stores.records.assessment(visit().assessmentId)?.trials).toMatchObject([{ setAside: true, analysisKey: recording().analysisKey }]);
    const accepted = stepVisit(stores.records, 'v1', { do: 'settle', test: 0, attemptId: 'a1', isNew: false, outcome: 'done', circumstances: {}, entered: {}, note: null, endsLadder: false, ...SIGNED });
    expect(accepted.current).toBe(1);
    expect(stores.records.assessment(visit().assessmentId)?.trials[0].setAside).toBeUndefined();
  });

  it('and cannot be kept is told as lost; once it can be, it is there after all', async () => {
    const live = await open({ written: () => Promise.reject(new Error('bug')) });
    await record(live, 'a1');
    await live.control.stop();
    expect(recording()).toMatchObject({ state: 'lost', message: expect.stringContaining('tries to take it in again') as string });
    await open();
    expect(recording()).toMatchObject({ state: 'recorded', message: null });
  });

  it('and of which nothing is there after a start is lost', async () => {
    stepVisit(stores.records, 'v1', { do: 'begin', test: 0, attemptId: 'a1', circumstances: {}, ...SIGNED });
    await open();
    expect(recording()).toMatchObject({ state: 'lost', message: 'The recording was interrupted, and nothing of it is there.' });
  });
});
