import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AssessmentView } from '../../../src/api/schemas/index.ts';
import { writeBidsMotion } from '../../../src/export/bidsMotion.ts';
import { openRecording, recordingFiles } from '../../../src/ingest/index.ts';
import { intakeRecording } from '../../../src/pipeline/intake.ts';
import type { IntakeResult } from '../../../src/pipeline/intake.ts';
import type { Outcome } from '../../../src/model/index.ts';
import { simulate, type ScenarioId } from '../../../src/simulator/index.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'surefoot-stances-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function take(scenario: ScenarioId, protocol: string, visit: string, outcome: Outcome = 'done'): Promise<IntakeResult> {
  const { motionPath } = await writeBidsMotion(folder, simulate(scenario, 2));
  return intakeRecording(server.stores, {
    reader: await openRecording(motionPath), files: await recordingFiles(motionPath), patient: { externalId: visit },
    takenAt: '2026-03-01T10:00:00+01:00', visit, outcome, circumstances: { footwear: 'socks' }, answers: {}, options: { protocol },
  });
}
async function view({ assessmentId }: IntakeResult): Promise<AssessmentView> {
  const response = await server.ask('GET', `assessments/${assessmentId}`);
  expect(response.statusCode).toBe(200);
  const shown = response.json<AssessmentView>();
  expect([...Value.Errors(AssessmentView, shown)]).toEqual([]);
  return shown;
}

test('two stances of a visit give its Romberg ratio, from the values of both; one stance gives none', async () => {
  const open = await take('stanceOpenFirm', 'stanceOpenFirm', 'romberg');
  expect((await view(open)).metrics).toEqual([]);
  const closed = await take('stanceClosedFirm', 'stanceClosedFirm', 'romberg');
  expect(closed.assessmentId).toBe(open.assessmentId);
  const { metrics } = await view(closed);
  const rms = (of: IntakeResult) => of.document.metrics.find(({ id }) => id === 'sway.rms')!.value!;
  expect(metrics.find(({ id }) => id === 'romberg.rms')).toEqual({
    id: 'romberg.rms', value: rms(closed) / rms(open), unit: '1', of: 'assessment', n: 2, algorithm: 'romberg.rms@1', site: 'lowerBack', source: 'derived',
  });
  // The catalogue has words for every one of them.
  const { items } = (await server.ask('GET', 'metrics')).json<{ items: { id: string }[] }>();
  expect(metrics.filter(({ id }) => !items.some((item) => item.id === id))).toEqual([]);
});

test('a stance that could not be done leaves the reason in place of the ratio', async () => {
  await take('stanceOpenFoam', 'stanceOpenFoam', 'unable');
  const closed = await take('stanceClosedFoam', 'stanceClosedFoam', 'unable', 'unable');
  expect((await view(closed)).metrics[0]).toMatchObject({ value: null, missing: 'The stance with closed eyes on foam was tried and could not be done.' });
});

test('a stance with its end and its event goes through the API unchanged', async () => {
  const taken = await take('tandemStepOut', 'stanceTandem', 'tandem');
  const { trials: [trial] } = await view(taken);
  expect(trial?.analysis?.stances).toEqual(server.stores.records.analysis(taken.analysisKey)?.document.stances);
  expect(trial?.analysis?.stances[0]?.events).toHaveLength(1);
  expect(trial?.hasSignals).toBe(true);
});
