import { Value } from 'typebox/value';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as schemas from '../../../src/api/schemas/index.ts';
import { AppError } from '../../../src/model/index.ts';
import { tellVisit } from '../../../src/pipeline/visit/desk.ts';
import { safetyQuestions } from '../../../src/protocols/index.ts';
import { fillClinic, walkDocument } from './clinic.ts';
import { ScriptedLive } from './scriptedLive.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let live: ScriptedLive;
beforeAll(async () => {
  live = new ScriptedLive();
  server = await startServer({ live });
  await fillClinic(server.stores);
});
afterAll(() => server.close());

const NO = Object.fromEntries(safetyQuestions.map(({ id }) => [id, false]));
const SENSOR = { id: 'd422cd000001', site: 'lowerBack' };
let patients = 0;

const problem = (body: unknown): schemas.Problem => {
  expect([...Value.Errors(schemas.Problem, body)]).toEqual([]);
  return body as schemas.Problem;
};
const visitIn = (body: unknown): schemas.VisitView => {
  expect([...Value.Errors(schemas.VisitView, body)]).toEqual([]);
  return body as schemas.VisitView;
};

/** A visit of a patient of its own, after the safety check, with a sensor. */
async function begun(upTo: 'begun' | 'ready' = 'ready', battery = 'oneWalk'): Promise<schemas.VisitView> {
  const id = `visitor-${++patients}`;
  server.stores.records.putPatient({ id, displayName: `Visitor ${patients}`, birthYear: 1948, sex: 'F', createdAt: '2026-03-01T10:00:00Z' });
  const visit = visitIn((await server.ask('POST', 'visits', { as: 'therapist', body: { patientId: id, battery } })).json());
  if (upTo === 'begun') return visit;
  await step(visit, 'POST', 'safety-check', { answers: NO });
  return step(visit, 'PUT', 'preparation', { sensors: [SENSOR], circumstances: { walkingAid: 'cane' } });
}

async function step({ id }: { readonly id: string }, method: 'POST' | 'PUT', path: string, body: object, status = 200): Promise<schemas.VisitView> {
  const response = await server.ask(method, `visits/${id}/${path}`, { as: 'therapist', body });
  expect(response.statusCode, response.body).toBe(status);
  return visitIn(response.json());
}

/** What sealing and analysing leave of the attempt that is recorded. */
function recorded({ id, assessmentId }: schemas.VisitView, attemptId: string, speed = 0.9): string {
  const { records } = server.stores;
  const trialId = `trial-${attemptId}`;
  records.putAnalysis({ key: `key-${attemptId}`, recordingId: `rec-${attemptId}`, document: walkDocument(speed), traces: null });
  const before = records.assessment(assessmentId)!;
  records.putAssessment({ ...before, trials: [...before.trials, { id: trialId, protocol: 'walk', outcome: 'done', circumstances: { site: 'lowerBack' }, setAside: true }] });
  tellVisit(records, id, { news: 'recorded', attemptId, trialId, recordingId: `rec-${attemptId}`, analysisKey: `key-${attemptId}` });
  return trialId;
}

async function recordOnce(visit: schemas.VisitView, speed?: number): Promise<{ attemptId: string; trialId: string }> {
  const started = await step(visit, 'POST', 'recordings', { test: 0, circumstances: { assistance: 'supervised' } }, 201);
  const attemptId = started.tests[0].attempts.at(-1)!.id;
  const trialId = recorded(visit, attemptId, speed);
  await live.stop();
  return { attemptId, trialId };
}

beforeEach(async () => {
  if (live.running) await live.stop();
});

describe('every route of a visit', () => {
  let visit: schemas.VisitView;
  beforeAll(async () => {
    visit = await begun();
  });
  const routes = [
    { method: 'GET', path: 'batteries', may: 'viewer' },
    { method: 'GET', path: 'visits', may: 'viewer' },
    { method: 'GET', path: 'visits/:id', may: 'viewer' },
    { method: 'POST', path: 'visits', may: 'therapist', body: { patientId: 'p1', battery: 'oneWalk' }, bad: { body: { patientId: 'p1', battery: 'nothing' }, field: 'body.battery' } },
    { method: 'POST', path: 'visits/:id/safety-check', may: 'therapist', body: { answers: NO }, bad: { body: { answers: { pain: 'no' } }, field: 'body.answers.pain' } },
    { method: 'POST', path: 'visits/:id/decision', may: 'therapist', body: { goOn: true, reason: 'x' }, bad: { body: { goOn: true, reason: ' ' }, field: 'body.reason' } },
    { method: 'PUT', path: 'visits/:id/preparation', may: 'therapist', body: { sensors: [] }, bad: { body: { sensors: [SENSOR, SENSOR] }, field: 'body.sensors.1.id' } },
    { method: 'PUT', path: 'visits/:id/current', may: 'therapist', body: { test: 0 }, bad: { body: { test: -1 }, field: 'body.test' } },
    { method: 'POST', path: 'visits/:id/recordings', may: 'therapist', body: { test: 0 }, bad: { body: { test: 0, circumstances: { walkingAid: 'wings' } }, field: 'body.circumstances.walkingAid' } },
    { method: 'POST', path: 'visits/:id/results', may: 'therapist', body: { test: 0, outcome: 'unable' }, bad: { body: { test: 0, outcome: 'notDone' }, field: 'body.outcome' } },
    { method: 'POST', path: 'visits/:id/repeats', may: 'therapist', body: { test: 0, attemptId: 'x' }, bad: { body: { test: 0, attemptId: 'x' }, field: 'body.attemptId' } },
    { method: 'POST', path: 'visits/:id/skips', may: 'therapist', body: { test: 0, reason: 'Tired.' }, bad: { body: { test: 0 }, field: 'body.reason' } },
    { method: 'POST', path: 'visits/:id/adverse-events', may: 'therapist', body: { what: 'x', action: 'y' }, bad: { body: { what: 'x', action: 'y', happenedAt: 'yesterday' }, field: 'body.happenedAt' } },
    { method: 'POST', path: 'visits/:id/abort', may: 'therapist', body: { reason: 'x' }, bad: { body: {}, field: 'body.reason' } },
    { method: 'POST', path: 'visits/:id/finish', may: 'therapist', body: {}, bad: { body: { now: true }, field: 'body.now' } },
  ] as const satisfies readonly { method: string; path: string; may: string; body?: object; bad?: object }[];
  const at = (path: string, id = visit.id) => path.replace(':id', id);
  const changing = routes.filter((route) => 'body' in route);

  test('stands in the list that follows', () => {
    const { paths } = server.app.swagger() as { paths: Record<string, Record<string, unknown>> };
    const all = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1/', '').replace('{id}', ':id')}`));
    expect(all.filter((route) => / (batteries|visits)/.test(route)).sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test.each(routes)('$method $path asks who has not signed in to do so', async ({ method, path, ...rest }) => {
    const response = await server.ask(method, at(path), { as: null, body: 'body' in rest ? rest.body : undefined });
    expect([response.statusCode, problem(response.json()).code]).toEqual([401, 'NOT_SIGNED_IN']);
  });

  test.each(changing)('$method $path is refused to a viewer', async ({ method, path, body }) => {
    const response = await server.ask(method, at(path), { as: 'viewer', body });
    expect([response.statusCode, problem(response.json()).code]).toEqual([403, 'FORBIDDEN']);
  });

  test.each(routes.filter(({ may }) => may === 'viewer'))('$method $path may be read by a viewer', async ({ method, path }) => {
    expect((await server.ask(method, at(path), { as: 'viewer' })).statusCode).toBe(200);
  });

  test.each(changing)('$method $path names the field of a body that cannot be used', async ({ method, path, bad }) => {
    const response = await server.ask(method, at(path), { body: bad.body });
    expect(response.statusCode, response.body).toBe(400);
    expect(problem(response.json()).errors?.map(({ field }) => field)).toContain(bad.field);
  });

  test.each(routes.filter(({ path }) => path.includes(':id')))('$method $path of a visit nobody knows is not found', async ({ method, path, ...rest }) => {
    const response = await server.ask(method, at(path, 'nobody'), { body: 'body' in rest ? rest.body : undefined });
    expect([response.statusCode, problem(response.json()).code]).toEqual([404, 'NOT_FOUND']);
  });

  test.each(changing.filter(({ path }) => path.includes(':id') && !path.includes('adverse-events')))('$method $path changes nothing in a visit that is over', async ({ method, path, body }) => {
    const over = await begun();
    await step(over, 'POST', 'finish', {});
    const response = await server.ask(method, at(path, over.id), { body });
    expect([response.statusCode, problem(response.json()).code]).toEqual([409, 'CONFLICT']);
  });
});

test('GET batteries has STEADI first, with its tests and the safety questions', async () => {
  const response = await server.ask('GET', 'batteries', { as: 'viewer' });
  expect([...Value.Errors(schemas.BatteryList, response.json())]).toEqual([]);
  const { items, safetyQuestions: questions } = response.json<schemas.BatteryList>();
  expect(items[0]).toMatchObject({ id: 'steadi', minutes: 10 });
  expect(questions.map(({ id }) => id)).toEqual(expect.arrayContaining(['pain', 'dizziness', 'fracture']));
});

describe('a visit', () => {
  test('begins with its safety check and an assessment of its own, once a patient', async () => {
    const visit = await begun('begun');
    expect(visit).toMatchObject({ state: 'safetyCheck', battery: 'oneWalk', tests: [{ protocol: 'walk', durationS: 60, attempts: [] }] });
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment).toMatchObject({ trials: [], ageYears: 78, visit: { id: visit.id, state: 'safetyCheck', adverseEvents: [] } });
    const second = await server.ask('POST', 'visits', { body: { patientId: visit.patientId, battery: 'oneWalk' } });
    expect([second.statusCode, problem(second.json()).errors?.[0].field]).toEqual([409, 'body.patientId']);
    expect((await server.ask('POST', 'visits', { body: { patientId: 'nobody', battery: 'oneWalk' } })).statusCode).toBe(404);
    const open = (await server.ask('GET', `visits?patientId=${visit.patientId}`)).json<schemas.VisitList>();
    expect(open.items).toEqual([visit]);
  });

  test('stops at a warning, and goes on by the therapist’s own decision, which is recorded', async () => {
    const visit = await begun('begun');
    expect((await step(visit, 'POST', 'safety-check', { answers: { ...NO, fracture: true } })).state).toBe('decision');
    expect((await server.ask('POST', `visits/${visit.id}/recordings`, { body: { test: 0 } })).statusCode).toBe(409);
    const going = await step(visit, 'POST', 'decision', { goOn: true, reason: 'Cleared by the surgeon today.' });
    expect(going).toMatchObject({ state: 'testing', safety: { answers: { fracture: true }, decision: { goOn: true, reason: 'Cleared by the surgeon today.' } } });
    const therapist = server.stores.records.userByName('the.therapist')!;
    expect(going.safety?.decision?.by).toBe(therapist.id);
  });

  test('records a test with its sensors, shows what was read, and counts it once it is accepted', async () => {
    const visit = await begun();
    const { attemptId, trialId } = await recordOnce(visit);
    expect(live.starts.at(-1)).toEqual({ sensors: [SENSOR], patientId: visit.patientId, protocol: 'walk', visit: { visitId: visit.id, attemptId }, endsBy: { durationS: 60 } });
    expect((await server.ask('GET', 'live/session')).json()).toMatchObject({ attemptId });
    const waiting = visitIn((await server.ask('GET', `visits/${visit.id}`)).json());
    expect(waiting.tests[0].attempts[0]).toMatchObject({ decision: null, reading: { ok: true, findings: [{ code: 'SHORT' }], metrics: [{ id: 'gait.walkingSpeed', value: 0.9 }, { id: 'gait.stepTimeAsymmetry', value: null }] } });
    const series = () => server.ask('GET', `patients/${visit.patientId}/series?metric=gait.walkingSpeed`).then((response) => response.json<schemas.Series>().points);
    expect(await series()).toEqual([]);
    const accepted = await step(visit, 'POST', 'results', { test: 0, attemptId, outcome: 'done', note: 'Steady.' });
    expect(accepted.tests[0].attempts[0]).toMatchObject({ outcome: 'done', decision: { as: 'accepted' }, circumstances: { walkingAid: 'cane', assistance: 'supervised' } });
    expect(await series()).toMatchObject([{ value: 0.9, trialId }]);
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment.trials).toMatchObject([{ id: trialId, note: 'Steady.', circumstances: { site: 'lowerBack', walkingAid: 'cane' } }]);
    expect(assessment.trials[0].setAside).toBeUndefined();
  });

  test('keeps a repeated trial, of which nothing counts', async () => {
    const visit = await begun();
    const first = await recordOnce(visit, 0.4);
    await step(visit, 'POST', 'repeats', { test: 0, attemptId: first.attemptId, note: 'Talked.' });
    const again = await server.ask('POST', `visits/${visit.id}/repeats`, { body: { test: 0, attemptId: first.attemptId } });
    expect(again.statusCode).toBe(409);
    const second = await recordOnce(visit, 1.1);
    await step(visit, 'POST', 'results', { test: 0, attemptId: second.attemptId, outcome: 'done' });
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment.trials).toMatchObject([{ id: first.trialId, setAside: true, note: 'Talked.' }, { id: second.trialId }]);
    // The walk at 0.4 m/s would be a concern; what counts is the accepted one.
    const shown = JSON.stringify(assessment.risk);
    expect(shown).toContain('1.1');
    expect(shown).not.toContain('0.4');
    // Accepted after all: the values of the other one stay kept and are shown no more.
    await step(visit, 'PUT', 'current', { test: 0 });
    const third = await recordOnce(visit, 0.8);
    await step(visit, 'POST', 'results', { test: 0, attemptId: third.attemptId, outcome: 'done' });
    const series = (await server.ask('GET', `patients/${visit.patientId}/series?metric=gait.walkingSpeed`)).json<schemas.Series>();
    expect(series.points.map(({ value }) => value)).toEqual([0.8]);
  });

  test('without any sensor takes what the test names, and refuses what it does not', async () => {
    const visit = await begun();
    const nothing = await server.ask('POST', `visits/${visit.id}/results`, { body: { test: 0, outcome: 'done' } });
    expect([nothing.statusCode, problem(nothing.json()).errors?.[0].field]).toEqual([400, 'body.outcome']);
    const strange = await server.ask('POST', `visits/${visit.id}/results`, { body: { test: 0, outcome: 'done', entered: { 'falls.past12Months': 2 } } });
    expect([strange.statusCode, problem(strange.json()).errors?.[0].field]).toEqual([400, 'body.entered']);
    await step(visit, 'POST', 'results', { test: 0, outcome: 'unable', circumstances: { assistance: 'assisted' }, note: 'Could not stand.' });
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment.trials).toMatchObject([{ protocol: 'walk', outcome: 'unable', note: 'Could not stand.', circumstances: { walkingAid: 'cane', assistance: 'assisted' }, hasSignals: false }]);
  });

  test('of STEADI scores who was unable as the forms say, and asks for no harder stance once one was not held', async () => {
    const visit = await begun('ready', 'steadi');
    await step(visit, 'POST', 'results', { test: 0, outcome: 'done', entered: { 'functionTests.timedUpAndGoS': 12.4 } });
    await step(visit, 'POST', 'results', { test: 1, outcome: 'unable' });
    await step(visit, 'POST', 'results', { test: 2, outcome: 'done', entered: { 'functionTests.sideBySideStanceS': 10 } });
    const ended = await step(visit, 'POST', 'results', { test: 3, outcome: 'done', entered: { 'functionTests.semiTandemStanceS': 9.99 } });
    expect(ended.current).toBe(6);
    expect(ended.tests.map(({ skipped }) => skipped?.reason ?? null)).toEqual([null, null, null, null, 'An easier one of these tests could not be done.', 'An easier one of these tests could not be done.', null, null]);
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment.answers).toEqual({
      'functionTests.timedUpAndGoS': 12.4, 'functionTests.chairStandCount': 0, 'functionTests.sideBySideStanceS': 10, 'functionTests.semiTandemStanceS': 9.99,
    });
    expect(assessment.trials.map(({ protocol, outcome }) => [protocol, outcome])).toEqual([
      ['timedUpAndGo', 'done'], ['chairStand30s', 'unable'], ['stanceSideBySide', 'done'], ['stanceSemiTandem', 'done'], ['stanceTandem', 'notDone'], ['stanceOneLeg', 'notDone'],
    ]);
  });

  test('whose recording cannot be started is as it was', async () => {
    const visit = await begun();
    live.failure = new AppError('SENSOR_UNREACHABLE', 'Movella DOT does not answer; hold it closer and start again');
    const response = await server.ask('POST', `visits/${visit.id}/recordings`, { body: { test: 0 } });
    expect([response.statusCode, problem(response.json()).detail]).toEqual([504, 'Movella DOT does not answer; hold it closer and start again']);
    expect(visitIn((await server.ask('GET', `visits/${visit.id}`)).json()).tests[0].attempts).toEqual([]);
    const other = await begun();
    await step(other, 'POST', 'recordings', { test: 0 }, 201);
    expect((await server.ask('POST', `visits/${visit.id}/recordings`, { body: { test: 0 } })).statusCode).toBe(409);
    expect(visitIn((await server.ask('GET', `visits/${visit.id}`)).json()).tests[0].attempts).toEqual([]);
  });

  test('that is aborted ends at once, stops its own recording, and keeps it', async () => {
    const visit = await begun();
    const started = await step(visit, 'POST', 'recordings', { test: 0 }, 201);
    const aborted = await step(visit, 'POST', 'abort', { reason: 'Felt faint.' });
    expect(aborted).toMatchObject({ state: 'aborted', ended: { reason: 'Felt faint.' } });
    expect(live.running).toBe(false);
    const trialId = recorded(visit, started.tests[0].attempts[0].id);
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment).toMatchObject({ trials: [{ id: trialId, setAside: true }], visit: { state: 'aborted' } });
  });

  test('that is aborted does not stop the recording of another', async () => {
    const [mine, other] = [await begun(), await begun()];
    await step(other, 'POST', 'recordings', { test: 0 }, 201);
    await step(mine, 'POST', 'abort', { reason: 'Bus.' });
    expect(live.running).toBe(true);
  });

  test('notes an adverse event: what, when and what was done; also when it is over', async () => {
    const visit = await begun();
    const noted = await step(visit, 'POST', 'adverse-events', { what: 'Stumbled at the turn.', action: 'Held at the belt, sat down.', happenedAt: '2026-03-02T09:58:00+01:00' });
    expect(noted.adverseEvents).toMatchObject([{ what: 'Stumbled at the turn.', action: 'Held at the belt, sat down.', happenedAt: '2026-03-02T09:58:00+01:00', protocol: 'walk' }]);
    await step(visit, 'POST', 'finish', {});
    const later = await step(visit, 'POST', 'adverse-events', { what: 'Knee swollen.', action: 'Told the physician.' });
    expect(later.adverseEvents[1]).toMatchObject({ happenedAt: '2026-03-02T09:00:00.000Z', protocol: null });
  });

  test('that is finished leaves the list of open ones, and what nobody came to is not done', async () => {
    const visit = await begun();
    await step(visit, 'POST', 'finish', {});
    expect((await server.ask('GET', `visits?patientId=${visit.patientId}`)).json()).toEqual({ items: [] });
    const assessment = (await server.ask('GET', `assessments/${visit.assessmentId}`)).json<schemas.AssessmentView>();
    expect(assessment.trials).toMatchObject([{ protocol: 'walk', outcome: 'notDone' }]);
    expect((await server.ask('POST', 'visits', { body: { patientId: visit.patientId, battery: 'oneWalk' } })).statusCode).toBe(201);
  });
});

test('a server without a radio guides a visit by stopwatch, and says why it records nothing', async () => {
  const without = await startServer();
  try {
    await fillClinic(without.stores);
    const { id } = (await without.ask('POST', 'visits', { body: { patientId: 'p1', battery: 'oneWalk' } })).json<schemas.VisitView>();
    await without.ask('POST', `visits/${id}/safety-check`, { body: { answers: NO } });
    const recording = await without.ask('POST', `visits/${id}/recordings`, { body: { test: 0 } });
    expect([recording.statusCode, problem(recording.json()).code]).toEqual([503, 'NO_BLUETOOTH']);
    expect((await without.ask('POST', `visits/${id}/results`, { body: { test: 0, outcome: 'refused' } })).statusCode).toBe(200);
  } finally {
    await without.close();
  }
});
