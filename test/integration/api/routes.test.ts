import { Value } from 'typebox/value';
import type { TSchema } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as schemas from '../../../src/api/schemas/index.ts';
import { eraseInServer } from '../../../src/keeping.ts';
import { patientData } from '../../../src/patientFiles.ts';
import { fillClinic, walkDocument } from './clinic.ts';
import type { SmallClinic } from './clinic.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let clinic: SmallClinic;
beforeAll(async () => {
  server = await startServer({}, (stores) => ({ exported: (id) => patientData(stores, id), erase: (id, actor) => eraseInServer(stores, id, actor) }));
  server.stores.records.putPatient({ id: 'gone', displayName: 'Ida Gone', createdAt: '2026-03-01T10:00:00Z' });
  clinic = await fillClinic(server.stores);
});
afterAll(() => server.close());

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Case {
  readonly route: string;
  readonly permission: 'public' | 'signedIn' | 'records.read' | 'records.write' | 'records.manage' | 'users.manage';
  readonly good: { readonly path?: string; readonly body?: unknown; readonly status: number; readonly schema: TSchema };
  /** A request that cannot be used, and the field that must be named. */
  readonly bad?: { readonly path?: string; readonly body?: unknown; readonly field: string };
  readonly unknown?: { readonly path: string; readonly body?: unknown };
}

const cases: readonly Case[] = [
  { route: 'GET health', permission: 'public', good: { status: 200, schema: schemas.Health } },
  { route: 'GET errors', permission: 'public', good: { status: 200, schema: schemas.ErrorList } },
  { route: 'GET setup', permission: 'public', good: { status: 200, schema: schemas.SetupState } },
  { route: 'GET session', permission: 'signedIn', good: { status: 200, schema: schemas.SessionView } },
  { route: 'GET metrics', permission: 'records.read', good: { status: 200, schema: schemas.MetricList } },
  { route: 'GET protocols', permission: 'records.read', good: { status: 200, schema: schemas.ProtocolList } },
  { route: 'GET sensors', permission: 'records.read', good: { status: 200, schema: schemas.SensorModelList } },
  { route: 'GET questionnaires', permission: 'records.read', good: { status: 200, schema: schemas.AnswerDefinitionList } },
  {
    route: 'GET patients',
    permission: 'records.read',
    good: { path: 'patients?limit=1', status: 200, schema: schemas.PatientPage },
    bad: { path: 'patients?limit=0', field: 'query.limit' },
  },
  {
    route: 'POST patients',
    permission: 'records.write',
    good: { body: { displayName: 'Ida Fell', heightCm: 170.5 }, status: 201, schema: schemas.PatientView },
    bad: { body: { displayName: 'Ida Fell', heightCm: '170' }, field: 'body.heightCm' },
  },
  {
    route: 'GET patients/{id}',
    permission: 'records.read',
    good: { path: 'patients/p1', status: 200, schema: schemas.PatientView },
    bad: { path: 'patients/a%20b', field: 'params.id' },
    unknown: { path: 'patients/nobody' },
  },
  {
    route: 'PATCH patients/{id}',
    permission: 'records.write',
    good: { path: 'patients/p1', body: { massKg: 58 }, status: 200, schema: schemas.PatientView },
    bad: { path: 'patients/p1', body: { massKg: 1 }, field: 'body.massKg' },
    unknown: { path: 'patients/nobody', body: { massKg: 58 } },
  },
  {
    route: 'GET patients/{id}/assessments',
    permission: 'records.read',
    good: { path: 'patients/p1/assessments', status: 200, schema: schemas.AssessmentPage },
    bad: { path: 'patients/p1/assessments?cursor=nonsense', field: 'query.cursor' },
    unknown: { path: 'patients/nobody/assessments' },
  },
  {
    route: 'GET audit',
    permission: 'records.manage',
    good: { path: 'audit?limit=1', status: 200, schema: schemas.AuditPage },
    bad: { path: 'audit?limit=0', field: 'query.limit' },
  },
  {
    route: 'GET patients/{id}/export',
    permission: 'records.manage',
    good: { path: 'patients/p1/export', status: 200, schema: schemas.PatientExport },
    bad: { path: 'patients/a%20b/export', field: 'params.id' },
    unknown: { path: 'patients/nobody/export' },
  },
  {
    route: 'POST patients/{id}/erasure',
    permission: 'records.manage',
    good: { path: 'patients/gone/erasure', body: { confirm: 'gone' }, status: 200, schema: schemas.Erased },
    bad: { path: 'patients/p1/erasure', body: { confirm: 'p2' }, field: 'body.confirm' },
    unknown: { path: 'patients/nobody/erasure', body: { confirm: 'nobody' } },
  },
  {
    route: 'GET patients/{id}/series',
    permission: 'records.read',
    good: { path: 'patients/p1/series?metric=gait.walkingSpeed', status: 200, schema: schemas.Series },
    bad: { path: 'patients/p1/series?metric=gait.walkingSped', field: 'query.metric' },
    unknown: { path: 'patients/nobody/series?metric=gait.walkingSpeed' },
  },
  {
    route: 'GET assessments/{id}',
    permission: 'records.read',
    good: { path: 'assessments/a1', status: 200, schema: schemas.AssessmentView },
    bad: { path: 'assessments/a%2Fb', field: 'params.id' },
    unknown: { path: 'assessments/none' },
  },
  {
    route: 'PUT assessments/{id}/answers',
    permission: 'records.write',
    good: { path: 'assessments/a1/answers', body: { answers: { 'falls.past12Months': 0 } }, status: 200, schema: schemas.AssessmentView },
    bad: { path: 'assessments/a1/answers', body: { answers: { 'falls.past12Months': -1 } }, field: 'body.answers.falls.past12Months' },
    unknown: { path: 'assessments/none/answers', body: { answers: {} } },
  },
  {
    route: 'GET assessments/{id}/trials/{trialId}/signals',
    permission: 'records.read',
    good: { path: 'assessments/a1/trials/t1/signals?fromS=1&toS=2', status: 200, schema: schemas.SignalTraces },
    bad: { path: 'assessments/a1/trials/t1/signals?fromS=2&toS=1', field: 'query.toS' },
    unknown: { path: 'assessments/a1/trials/t2/signals' },
  },
  {
    route: 'GET recordings/{id}',
    permission: 'records.read',
    good: { path: 'RECORDING', status: 200, schema: schemas.RecordingView },
    bad: { path: 'recordings/a%20b', field: 'params.id' },
    unknown: { path: `recordings/${'0'.repeat(64)}` },
  },
  { route: 'GET users', permission: 'users.manage', good: { status: 200, schema: schemas.UserList } },
  {
    route: 'POST users',
    permission: 'users.manage',
    good: { body: { username: 'New.One', password: 'twelve letters', role: 'viewer' }, status: 201, schema: schemas.UserView },
    bad: { body: { username: 'new.two', password: 'too short', role: 'viewer' }, field: 'body.password' },
  },
];
/** Their own tests: signIn.test.ts, setup.test.ts, live.test.ts, liveStream.test.ts and visits.test.ts. */
const elsewhere = ['POST session', 'DELETE session', 'POST setup', 'GET live', 'GET live/session', ...['scan', 'session', 'session/stop', 'session/marks'].map((path) => `POST live/${path}`)];

const split = (route: string) => route.split(' ') as [Method, string];
const pathOf = ({ route, good }: Case) => (good.path === 'RECORDING' ? `recordings/${clinic.recordingId}` : (good.path ?? split(route)[1]));
const roleThatMay = { public: null, signedIn: 'viewer', 'records.read': 'viewer', 'records.write': 'therapist', 'records.manage': 'admin', 'users.manage': 'admin' } as const;
const roleThatMayNot = { 'records.write': 'viewer', 'records.manage': 'therapist', 'users.manage': 'therapist' } as const;

test('every route of the API has a case here or a test of its own', () => {
  const { paths } = server.app.swagger() as { paths: Record<string, Record<string, unknown>> };
  const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1/', '')}`));
  const here = routes.filter((route) => !/ (batteries|visits)/.test(route)); // visits.test.ts
  expect(here.sort()).toEqual([...cases.map(({ route }) => route), ...elsewhere].sort());
});

const problem = (body: unknown): schemas.Problem => {
  expect([...Value.Errors(schemas.Problem, body)]).toEqual([]);
  return body as schemas.Problem;
};

test.each(cases)('$route answers the least role that may, as its schema says', async (example) => {
  const { body, status, schema } = example.good;
  const response = await server.ask(split(example.route)[0], pathOf(example), { as: roleThatMay[example.permission], body });
  expect(response.statusCode, response.body).toBe(status);
  if (status !== 204) expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect([...Value.Errors(schema, response.json())]).toEqual([]);
  expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers['cache-control']).toBe('no-store');
});

test.each(cases.filter(({ permission }) => permission !== 'public'))('$route tells who has not signed in to do so', async (example) => {
  const response = await server.ask(split(example.route)[0], pathOf(example), { as: null, body: example.good.body });
  expect(response.statusCode).toBe(401);
  expect(problem(response.json()).code).toBe('NOT_SIGNED_IN');
});

test.each(cases.filter(({ permission }) => permission in roleThatMayNot))('$route refuses a role that may not', async (example) => {
  const as = roleThatMayNot[example.permission as keyof typeof roleThatMayNot];
  const response = await server.ask(split(example.route)[0], pathOf(example), { as, body: example.good.body });
  expect(response.statusCode).toBe(403);
  expect(problem(response.json()).code).toBe('FORBIDDEN');
});

test.each(cases.flatMap(({ route, bad }) => (bad ? [{ route, ...bad }] : [])))('$route names the field that cannot be used', async ({ route, path, body, field }) => {
  const response = await server.ask(split(route)[0], path ?? split(route)[1], { body });
  expect(response.statusCode, response.body).toBe(400);
  expect(response.headers['content-type']).toContain('application/problem+json');
  const { code, errors, requestId } = problem(response.json());
  expect(code).toBe('BAD_INPUT');
  expect(errors?.map((error) => error.field)).toEqual([field]);
  expect(requestId).toBe(response.headers['x-request-id']);
});

test.each(cases.flatMap(({ route, unknown }) => (unknown ? [{ route, ...unknown }] : [])))('$route says 404 for what does not exist', async ({ route, path, body }) => {
  const response = await server.ask(split(route)[0], path, { body });
  expect(response.statusCode).toBe(404);
  expect(problem(response.json()).code).toBe('NOT_FOUND');
});

describe('patients', () => {
  test('are paged with a cursor until the last page', async () => {
    for (const displayName of ['Page A', 'Page B', 'Page C']) await server.ask('POST', 'patients', { body: { displayName } });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await server.ask('GET', `patients?limit=2${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)).json<schemas.PatientPage>();
      expect(page.items.length).toBeLessThanOrEqual(2);
      names.push(...page.items.map(({ displayName }) => displayName));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(names.filter((name) => name.startsWith('Page'))).toEqual(['Page A', 'Page B', 'Page C']);
  });

  test('keep what a correction leaves out, and forget what it sets to null', async () => {
    const { id } = (await server.ask('POST', 'patients', { body: { displayName: 'Correct me', heightCm: 170, massKg: 60 } })).json<schemas.PatientView>();
    const corrected = await server.ask('PATCH', `patients/${id}`, { body: { heightCm: 171, massKg: null } });
    expect(corrected.json()).toMatchObject({ displayName: 'Correct me', heightCm: 171 });
    expect(corrected.json()).not.toHaveProperty('massKg');
    expect((await server.ask('GET', `patients/${id}`)).json()).toEqual(corrected.json());
  });

  test('never share a number of the clinic', async () => {
    const response = await server.ask('POST', 'patients', { body: { displayName: 'Somebody else', externalId: 'R-17' } });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ code: 'CONFLICT', errors: [{ field: 'body.externalId' }] });
  });

  test('are told of every field that is wrong at once, without what was sent', async () => {
    const response = await server.ask('POST', 'patients', { body: { displayName: '', heightCm: 'secret words', colour: 'red' } });
    const fields = response.json<schemas.Problem>().errors?.map(({ field }) => field).sort();
    expect(fields).toEqual(['body.colour', 'body.displayName', 'body.heightCm']);
    expect(response.body).not.toContain('secret words');
  });
});

describe('an assessment', () => {
  test('carries patient, trials with their circumstances, and the whole analysis document', async () => {
    const view = (await server.ask('GET', 'assessments/a1')).json<schemas.AssessmentView>();
    expect(view.patient.displayName).toBe('Rosa Anning');
    expect(view.trials.map(({ id, outcome, hasSignals }) => ({ id, outcome, hasSignals }))).toEqual([
      { id: 't1', outcome: 'done', hasSignals: true },
      { id: 't2', outcome: 'unable', hasSignals: false },
    ]);
    const stored = walkDocument(0.62);
    expect({ ...view.trials[0]?.analysis, risk: stored.risk }).toEqual(stored);
    expect(view.trials[1]).not.toHaveProperty('analysis');
    expect(JSON.stringify(view)).not.toContain('analysisKey');
  });

  test('is judged anew when the answers change', async () => {
    const levels = ({ models }: schemas.RiskReport) => models.map(({ id, level }) => `${id} ${level}`);
    const before = (await server.ask('PUT', 'assessments/a1/answers', { body: { answers: { 'falls.past12Months': 0, 'keyQuestions.unsteady': false, 'keyQuestions.worried': false } } })).json<schemas.AssessmentView>();
    const after = (await server.ask('PUT', 'assessments/a1/answers', { body: { answers: { 'falls.past12Months': 3, 'falls.injuryNeedingPhysician': true } } })).json<schemas.AssessmentView>();
    expect(after.answers).toEqual({ 'falls.past12Months': 3, 'falls.injuryNeedingPhysician': true });
    expect(levels(after.risk)).not.toEqual(levels(before.risk));
    expect(after.trials[0]?.analysis?.risk).toEqual(after.risk);
    expect((await server.ask('GET', 'assessments/a1')).json()).toEqual(after);
  });

  test('keeps its answers when new ones cannot be used', async () => {
    const before = (await server.ask('GET', 'assessments/a1')).json<schemas.AssessmentView>();
    expect((await server.ask('PUT', 'assessments/a1/answers', { body: { answers: { 'falls.past12Month': 1 } } })).statusCode).toBe(400);
    expect((await server.ask('GET', 'assessments/a1')).json<schemas.AssessmentView>().answers).toEqual(before.answers);
  });
});

test('signals are cut to the range that was asked for, gaps kept', async () => {
  const part = (await server.ask('GET', 'assessments/a1/trials/t1/signals?fromS=2.4&toS=2.7')).json<schemas.SignalTraces>();
  // The traces start at 0.5 s with 10 Hz: 2.4 s is sample 19.
  expect(part).toEqual({
    site: 'lowerBack',
    sampleRateHz: 10,
    startS: 2.4,
    acc: { ap: [19, 20, 21], v: [29, null, 31], ml: [-19, -20, -21] },
    yaw: [38, 40, 42],
  });
});

test('a series gives times with zone, and honours its range', async () => {
  const path = 'patients/p1/series?metric=gait.walkingSpeed';
  const all = (await server.ask('GET', path)).json<schemas.Series>();
  expect(all).toEqual({
    metric: 'gait.walkingSpeed',
    unit: 'm/s',
    points: [{ time: '2026-03-01T09:00:00.000Z', value: 0.62, assessmentId: 'a1', trialId: 't1', algorithm: 'gait.walkingSpeed@1', protocol: 'walk' }],
  });
  expect((await server.ask('GET', `${path}&from=2026-03-01T09:00:00.001Z`)).json<schemas.Series>().points).toEqual([]);
  expect((await server.ask('GET', `${path}&to=2026-03-01T12:00:00%2B01:00`)).json<schemas.Series>().points).toHaveLength(1);
});

test('a series by day gives one value a day and algorithm', async () => {
  const path = 'patients/p1/series?metric=gait.walkingSpeed&by=day';
  const answer = (await server.ask('GET', path)).json<schemas.Series>();
  expect([...Value.Errors(schemas.Series, answer)]).toEqual([]);
  expect(answer).toEqual({ metric: 'gait.walkingSpeed', unit: 'm/s', points: [], days: [{ day: '2026-03-01', algorithm: 'gait.walkingSpeed@1', n: 1, mean: 0.62, min: 0.62, max: 0.62 }] });
  expect((await server.ask('GET', `${path}&to=2026-03-01T00:00:00Z`)).json<schemas.Series>().days).toEqual([]);
  const wrong = await server.ask('GET', path.replace('day', 'week'));
  expect([wrong.statusCode, wrong.json<schemas.Problem>().errors?.[0].field]).toEqual([400, 'query.by']);
});

test('the list of users shows no password hash', async () => {
  const response = await server.ask('GET', 'users');
  expect(response.body).not.toContain('argon2');
  expect(response.body).not.toContain('passwordHash');
});
