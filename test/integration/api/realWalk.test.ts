import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AssessmentView, Series, SignalTraces } from '../../../src/api/schemas/index.ts';
import { writeBidsMotion } from '../../../src/export/bidsMotion.ts';
import { openRecording, recordingFiles } from '../../../src/ingest/index.ts';
import { intakeRecording } from '../../../src/pipeline/intake.ts';
import type { IntakeResult } from '../../../src/pipeline/intake.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { scenarios, simulate } from '../../../src/simulator/index.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let folder: string;
let motionPath: string;
let taken: IntakeResult;
const answers = { 'falls.past12Months': 0, 'keyQuestions.unsteady': true };
beforeAll(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'surefoot-walk-'));
  const [scenario] = scenarios;
  ({ motionPath } = await writeBidsMotion(folder, simulate(scenario.id, 1)));
  taken = await intakeRecording(server.stores, {
    reader: await openRecording(motionPath),
    files: await recordingFiles(motionPath),
    patient: { externalId: 'walker' },
    takenAt: '2026-03-01T10:00:00+01:00',
    outcome: 'done',
    circumstances: {},
    answers,
    options: {},
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test('a walk that was analysed comes out of the API whole: document, signals and series', async () => {
  const response = await server.ask('GET', `assessments/${taken.assessmentId}`);
  expect(response.statusCode).toBe(200);
  const view = response.json<AssessmentView>();
  expect([...Value.Errors(AssessmentView, view)]).toEqual([]);
  const [trial] = view.trials;
  // No field is lost on the way. The risk is computed anew; with the same answers it is what the analysis of the file says.
  const { document } = await analyzeRecording(await openRecording(motionPath), { answers });
  expect(trial?.analysis).toEqual(JSON.parse(JSON.stringify({ ...document, recording: taken.document.recording })));
  expect(view.risk).toEqual(trial?.analysis?.risk);
  expect(trial?.analysis?.metrics.some(({ value }) => value !== null)).toBe(true);

  const signals = (await server.ask('GET', `assessments/${taken.assessmentId}/trials/${taken.trialId}/signals`)).json<SignalTraces>();
  expect([...Value.Errors(SignalTraces, signals)]).toEqual([]);
  expect(signals.acc.v.length / signals.sampleRateHz).toBeCloseTo(taken.document.recording.durationS, 0);

  const measured = taken.document.metrics.find(({ value }) => value !== null);
  const series = (await server.ask('GET', `patients/${taken.patientId}/series?metric=${measured?.id}`)).json<Series>();
  expect([...Value.Errors(Series, series)]).toEqual([]);
  expect(series.points).toEqual([{ time: '2026-03-01T09:00:00.000Z', value: measured?.value, assessmentId: taken.assessmentId, trialId: taken.trialId, algorithm: measured?.algorithm }]);
});
