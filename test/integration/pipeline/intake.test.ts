import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeBidsMotion } from '../../../src/export/bidsMotion.ts';
import { openRecording, recordingFiles } from '../../../src/ingest/index.ts';
import { intakeRecording, type IntakeRequest, type IntakeResult } from '../../../src/pipeline/intake.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { openStores, type Stores } from '../../../src/store/open.ts';

let folder: string;
let motion: string;
let stores: Stores;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'surefoot-intake-'));
  ({ motionPath: motion } = await writeBidsMotion(join(folder, 'dataset'), simulate('straight', 11)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  stores = await openStores(mkdtempSync(join(folder, 'data-')), 'clinic');
});
afterEach(() => stores.close());

async function take(change: Partial<IntakeRequest> = {}): Promise<IntakeResult> {
  return intakeRecording(stores, {
    reader: await openRecording(motion),
    files: await recordingFiles(motion),
    patient: { externalId: 'P-1', displayName: 'Ada Example' },
    takenAt: '2026-03-14T09:30:00+01:00',
    outcome: 'done',
    circumstances: { walkingAid: 'none' },
    answers: { 'falls.past12Months': 1 },
    options: {},
    ...change,
  });
}

describe('taking a recording in', () => {
  test('keeps patient, assessment, trial, analysis, metric points and the recording itself', async () => {
    const { status, patientId, assessmentId, trialId, document } = await take();
    expect(status).toBe('new');
    const { records } = stores;
    expect(records.patient(patientId)).toMatchObject({ externalId: 'P-1', displayName: 'Ada Example', heightCm: document.participant?.heightCm });
    const assessment = records.assessment(assessmentId);
    expect(assessment).toMatchObject({ patientId, ageYears: document.participant?.ageYears, answers: { 'falls.past12Months': 1 } });
    const [trial] = assessment?.trials ?? [];
    expect(trial).toMatchObject({ id: trialId, protocol: 'walk', outcome: 'done', circumstances: { walkingAid: 'none', site: 'leftFoot+rightFoot' } });
    expect(records.analysis(trial.analysisKey ?? '')?.document).toMatchObject(document);
    expect(await stores.recordings.folder(trial.recordingId ?? '')).not.toBeNull();
    const cadence = document.metrics.find(({ id }) => id === 'gait.cadence');
    expect(await stores.metrics.series({ patientId, metric: 'gait.cadence' })).toMatchObject([{ value: cadence?.value, timeMs: Date.parse('2026-03-14T08:30:00Z') }]);
  });

  test('keeps no folder name of the import, which could name a person', async () => {
    const { document } = await take();
    expect(document.recording.path).toMatch(/^sub-[^/]+_motion\.tsv$/);
  });

  test('keeps no risk level with the analysis, because answers change after that day', async () => {
    const { assessmentId } = await take();
    const [trial] = stores.records.assessment(assessmentId)?.trials ?? [];
    expect(stores.records.analysis(trial.analysisKey ?? '')?.document).toMatchObject({ schema: 'surefoot.analysis/1' });
    expect(stores.records.analysis(trial.analysisKey ?? '')?.document).not.toHaveProperty('risk');
  });

  test('a second time changes nothing and says that it is known', async () => {
    const first = await take();
    const before = stores.records.assessment(first.assessmentId);
    const second = await take({ takenAt: '2026-05-01T10:00:00Z', circumstances: {}, answers: {} });
    expect(second).toEqual({ ...first, status: 'known' });
    expect(stores.records.assessment(first.assessmentId)).toEqual(before);
    expect(await stores.metrics.series({ patientId: first.patientId, metric: 'gait.cadence' })).toHaveLength(1);
    expect(stores.records.patients({ limit: 10 }).items).toHaveLength(1);
  });

  test('adds what is said about the trial later, and says that it was updated', async () => {
    const { assessmentId } = await take();
    const second = await take({ circumstances: { footwear: 'shoes' }, answers: { 'falls.past12Months': 1, 'frailty.frail': false } });
    expect(second.status).toBe('updated');
    const assessment = stores.records.assessment(assessmentId);
    expect(assessment?.trials[0].circumstances).toMatchObject({ walkingAid: 'none', footwear: 'shoes' });
    expect(assessment?.answers).toEqual({ 'falls.past12Months': 1, 'frailty.frail': false });
  });

  test('writes metric points again that a crash left out', async () => {
    const { patientId } = await take();
    await stores.metrics.deletePatient(patientId);
    expect((await take()).status).toBe('known');
    expect(await stores.metrics.series({ patientId, metric: 'gait.cadence' })).toHaveLength(1);
  });

  test('with another height reads the same trial again and keeps what a therapist has entered since', async () => {
    const first = await take();
    stores.records.putAnswers(first.assessmentId, { 'falls.past12Months': 3 });
    const second = await take({ options: { participant: { heightCm: 190 } } });
    expect(second).toMatchObject({ status: 'updated', assessmentId: first.assessmentId, trialId: first.trialId });
    const assessment = stores.records.assessment(first.assessmentId);
    expect(assessment?.answers).toEqual({ 'falls.past12Months': 3 });
    expect(assessment?.trials).toHaveLength(1);
    expect(stores.records.analysis(assessment?.trials[0].analysisKey ?? '')?.document.participant?.heightCm).toBe(190);
  });

  test("uses the height a therapist has put right before the recording's own", async () => {
    const first = await take();
    const patient = stores.records.patient(first.patientId);
    if (!patient) throw new Error('the patient was not kept');
    stores.records.putPatient({ ...patient, heightCm: 150 });
    expect(await take()).toMatchObject({ status: 'updated', document: { participant: { heightCm: 150 } } });
  });

  test('gives the same recording of two patients two assessments', async () => {
    const first = await take();
    const second = await take({ patient: { externalId: 'P-2' } });
    expect(second.status).toBe('new');
    expect(second.assessmentId).not.toBe(first.assessmentId);
    expect(second.patientId).not.toBe(first.patientId);
  });

  test('refuses a recording of somebody else under the number of a patient', async () => {
    const { patientId, assessmentId } = await take();
    const patient = stores.records.patient(patientId);
    if (!patient) throw new Error('the patient was not kept');
    const before = stores.records.assessment(assessmentId);
    stores.records.putPatient({ ...patient, sex: patient.sex === 'F' ? 'M' : 'F' });
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT', where: { field: 'sex' } });
    const born = 2026 - (before?.ageYears ?? NaN);
    stores.records.putPatient({ ...patient, birthYear: born - 12 });
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT', where: { field: 'age' } });
    expect(stores.records.assessment(assessmentId)).toEqual(before);
    for (const fits of [born, born - 1]) {
      stores.records.putPatient({ ...patient, birthYear: fits });
      expect((await take()).status).toBe('known');
    }
  });

  test('puts recordings of one visit into one assessment, in the order they came, and leaves them there', async () => {
    const { motionPath } = await writeBidsMotion(join(folder, 'dataset'), simulate('walk10mTurn', 11));
    const other = async (): Promise<Partial<IntakeRequest>> => ({ reader: await openRecording(motionPath), files: await recordingFiles(motionPath), answers: {} });
    const first = await take({ visit: 'spring' });
    const second = await take({ ...(await other()), visit: 'spring' });
    expect(second.assessmentId).toBe(first.assessmentId);
    expect(await take()).toEqual({ ...first, status: 'known' });
    expect(await take(await other())).toEqual({ ...second, status: 'known' });
    const assessment = stores.records.assessment(first.assessmentId);
    expect(assessment?.trials.map(({ id }) => id)).toEqual([first.trialId, second.trialId]);
    expect(assessment?.answers).toEqual({ 'falls.past12Months': 1 });
  });

  test('keeps nothing of a damaged recording but its archived bytes', async () => {
    const { motionPath } = await writeBidsMotion(join(folder, 'broken'), simulate('straight', 12));
    writeFileSync(motionPath, readFileSync(motionPath, 'utf8').replace(/\n[^\n]*\n/, '\nabc\n'));
    await expect(take({ reader: await openRecording(motionPath), files: await recordingFiles(motionPath) })).rejects.toMatchObject({ code: 'BAD_RECORDING' });
    expect(stores.records.patients({ limit: 10 }).items).toEqual([]);
  });

  test('refuses a file that changes between archive and analysis', async () => {
    const { motionPath } = await writeBidsMotion(join(folder, 'changing'), simulate('straight', 13));
    const files = (await recordingFiles(motionPath)).map((file) => ({
      ...file,
      // Archived as it is now; a recorder that is still writing changes it before the analysis reads it.
      async *open() {
        yield* file.open();
        if (file.role.endsWith('motion.tsv')) appendFileSync(motionPath, `${readFileSync(motionPath, 'utf8').split('\n')[0]}\n`);
      },
    }));
    await expect(take({ reader: await openRecording(motionPath), files })).rejects.toMatchObject({
      code: 'BAD_RECORDING', message: expect.stringContaining('changed while it was being read') as string,
    });
    expect(stores.records.patients({ limit: 10 }).items).toEqual([]);
  });
});
