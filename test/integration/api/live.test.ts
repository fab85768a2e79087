import { Value } from 'typebox/value';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as schemas from '../../../src/api/schemas/index.ts';
import { AppError } from '../../../src/model/index.ts';
import { fillClinic } from './clinic.ts';
import { found, ScriptedLive, sensorModels } from './scriptedLive.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let live: ScriptedLive;
beforeAll(async () => {
  live = new ScriptedLive();
  server = await startServer({ live, sensorModels });
  await fillClinic(server.stores);
});
afterAll(() => server.close());
beforeEach(async () => {
  if (live.running) await live.stop();
});

const START = { sensors: [{ id: 'd422cd000001', site: 'lowerBack' }, { id: 'd422cd000002', site: 'leftFoot', rateHz: 30 }], patientId: 'p1', protocol: 'walk' };
const problem = (body: unknown): schemas.Problem => {
  expect([...Value.Errors(schemas.Problem, body)]).toEqual([]);
  return body as schemas.Problem;
};
const routes = [
  { method: 'GET', path: 'live', body: undefined, may: 'viewer' },
  { method: 'GET', path: 'live/session', body: undefined, may: 'viewer' },
  { method: 'POST', path: 'live/scan', body: { seconds: 2 }, may: 'therapist' },
  { method: 'POST', path: 'live/session', body: START, may: 'therapist' },
  { method: 'POST', path: 'live/session/stop', body: undefined, may: 'therapist' },
  { method: 'POST', path: 'live/session/marks', body: { mark: 'go' }, may: 'therapist' },
] as const;

test.each(routes)('$method $path asks who has not signed in to do so', async ({ method, path, body }) => {
  const response = await server.ask(method, path, { as: null, body });
  expect(response.statusCode).toBe(401);
  expect(problem(response.json()).code).toBe('NOT_SIGNED_IN');
});

test.each(routes.filter(({ may }) => may === 'therapist'))('$method $path is refused to a viewer', async ({ method, path, body }) => {
  const response = await server.ask(method, path, { as: 'viewer', body });
  expect(response.statusCode).toBe(403);
  expect(problem(response.json()).code).toBe('FORBIDDEN');
});

describe('on a server without a radio', () => {
  let without: TestServer;
  beforeAll(async () => {
    without = await startServer();
    await fillClinic(without.stores);
  });
  afterAll(() => without.close());

  test.each(routes)('$method $path says that there is no Bluetooth, and what to do', async ({ method, path, body }) => {
    const response = await without.ask(method, path, { body });
    expect(response.statusCode).toBe(503);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(problem(response.json())).toMatchObject({ code: 'NO_BLUETOOTH', detail: expect.stringContaining('surefoot doctor') as string });
  });

  test('GET sensors has no models', async () => {
    expect((await without.ask('GET', 'sensors')).json()).toEqual({ items: [] });
  });
});

test('GET sensors lists the models it was given, as its schema says', async () => {
  const response = await server.ask('GET', 'sensors', { as: 'viewer' });
  expect(response.statusCode).toBe(200);
  expect([...Value.Errors(schemas.SensorModelList, response.json())]).toEqual([]);
  expect(response.json()).toEqual({ items: sensorModels });
});

describe('a scan', () => {
  test('lists what was heard, with every field', async () => {
    const response = await server.ask('POST', 'live/scan', { as: 'therapist', body: { seconds: 3.5 } });
    expect(response.statusCode, response.body).toBe(200);
    expect([...Value.Errors(schemas.FoundSensorList, response.json())]).toEqual([]);
    expect(response.json()).toEqual({ items: found });
    expect(live.scans.at(-1)?.seconds).toBe(3.5);
  });

  test.each([{ seconds: 0 }, { seconds: 31 }, { seconds: '5' }, {}])('of %j is refused, naming the field', async (body) => {
    const response = await server.ask('POST', 'live/scan', { body });
    expect(response.statusCode).toBe(400);
    expect(problem(response.json()).errors?.[0].field).toMatch(/^body(\.seconds)?$/);
  });

  test('tells in the radio’s own words that Bluetooth is off', async () => {
    live.failure = new AppError('NO_BLUETOOTH', 'Bluetooth is switched off; switch it on and look again');
    const response = await server.ask('POST', 'live/scan', { body: { seconds: 1 } });
    expect(response.statusCode).toBe(503);
    expect(problem(response.json())).toMatchObject({ code: 'NO_BLUETOOTH', detail: 'Bluetooth is switched off; switch it on and look again' });
  });

  test('is refused while a recording runs', async () => {
    await server.ask('POST', 'live/session', { body: START });
    const response = await server.ask('POST', 'live/scan', { body: { seconds: 1 } });
    expect(response.statusCode).toBe(409);
    expect(problem(response.json()).code).toBe('CONFLICT');
  });
});

describe('a session', () => {
  test('starts, says whose it is, and is found again', async () => {
    const response = await server.ask('POST', 'live/session', { as: 'therapist', body: START });
    expect(response.statusCode, response.body).toBe(201);
    expect(response.headers.location).toBe('/api/v1/live/session');
    expect([...Value.Errors(schemas.LiveSessionView, response.json())]).toEqual([]);
    expect(response.json()).toMatchObject({ state: 'starting', patientId: 'p1', protocol: 'walk', sensors: [{ site: 'lowerBack' }, { site: 'leftFoot' }] });
    expect(live.starts.at(-1)).toEqual(START);
    const now = await server.ask('GET', 'live/session', { as: 'viewer' });
    expect(now.statusCode).toBe(200);
    expect(now.json()).toEqual(response.json());
  });

  test('is one at a time', async () => {
    expect((await server.ask('POST', 'live/session', { body: START })).statusCode).toBe(201);
    const second = await server.ask('POST', 'live/session', { body: { ...START, sensors: [{ id: 'other', site: 'head' }] } });
    expect(second.statusCode).toBe(409);
    expect(problem(second.json()).code).toBe('CONFLICT');
    expect((await server.ask('GET', 'live/session')).json()).toMatchObject({ patientId: 'p1', protocol: 'walk' });
  });

  test('is one, also when two ask at the same moment', async () => {
    const answers = await Promise.all([server.ask('POST', 'live/session', { body: START }), server.ask('POST', 'live/session', { body: START })]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  test.each<[what: string, field: string, body: object]>([
    ['no sensor', 'body.sensors', { ...START, sensors: [] }],
    ['a site that is none', 'body.sensors.0.site', { ...START, sensors: [{ id: 'a', site: 'leftEar' }] }],
    ['a site twice', 'body.sensors.1.site', { ...START, sensors: [{ id: 'a', site: 'head' }, { id: 'b', site: 'head' }] }],
    ['a sensor twice', 'body.sensors.1.id', { ...START, sensors: [{ id: 'a', site: 'head' }, { id: 'a', site: 'sternum' }] }],
    ['a rate as text', 'body.sensors.0.rateHz', { ...START, sensors: [{ id: 'a', site: 'head', rateHz: '60' }] }],
    ['an unknown test', 'body.protocol', { ...START, protocol: 'wlak' }],
    ['a field nobody knows', 'body.colour', { ...START, colour: 'red' }],
  ])('does not start with %s, and names the field', async (_, field, body) => {
    const response = await server.ask('POST', 'live/session', { body });
    expect(response.statusCode, response.body).toBe(400);
    expect(problem(response.json()).errors?.map((error) => error.field)).toEqual([field]);
    expect(live.running).toBe(false);
  });

  test('does not start for a patient nobody knows', async () => {
    const response = await server.ask('POST', 'live/session', { body: { ...START, patientId: 'nobody' } });
    expect(response.statusCode).toBe(404);
    expect(problem(response.json()).code).toBe('NOT_FOUND');
    expect(live.running).toBe(false);
  });

  test('that fails to start is nobody’s, and what the sensor said is told', async () => {
    live.failure = new AppError('SENSOR_UNREACHABLE', 'Movella DOT does not answer; hold it closer and start again');
    const response = await server.ask('POST', 'live/session', { body: START });
    expect(response.statusCode).toBe(504);
    expect(problem(response.json()).detail).toBe('Movella DOT does not answer; hold it closer and start again');
    live.becomes({ id: 'by-somebody-else', state: 'recording' });
    expect((await server.ask('GET', 'live/session')).json()).toMatchObject({ id: 'by-somebody-else', patientId: null, protocol: null });
  });

  test.each([undefined, {}])('is stopped by a request with the body %j', async (body) => {
    await server.ask('POST', 'live/session', { body: START });
    const response = await server.ask('POST', 'live/session/stop', { as: 'therapist', body });
    expect(response.statusCode, response.body).toBe(200);
    expect([...Value.Errors(schemas.LiveSessionView, response.json())]).toEqual([]);
    expect(response.json()).toMatchObject({ state: 'done', assessmentId: 'a1', patientId: 'p1' });
  });

  test('is not stopped by a page that shows another one', async () => {
    await server.ask('POST', 'live/session', { body: START });
    const response = await server.ask('POST', 'live/session/stop', { body: { id: 'an-old-one' } });
    expect(response.statusCode).toBe(409);
    expect(live.running).toBe(true);
    expect((await server.ask('POST', 'live/session/stop', { body: { id: live.session().id } })).statusCode).toBe(200);
  });

  test('cannot be stopped when none runs, nor with a body of another shape', async () => {
    expect((await server.ask('POST', 'live/session/stop')).statusCode).toBe(409);
    expect((await server.ask('POST', 'live/session/stop', { body: { session: 1 } })).statusCode).toBe(400);
  });

  test('is marked once every sensor sends, and the mark is told', async () => {
    await server.ask('POST', 'live/session', { body: START });
    const early = await server.ask('POST', 'live/session/marks', { body: { mark: 'go' } });
    expect(early.statusCode).toBe(409);
    live.becomes({ state: 'recording', elapsedS: 3.25 });
    const response = await server.ask('POST', 'live/session/marks', { as: 'therapist', body: { mark: 'go', id: live.session().id } });
    expect(response.statusCode, response.body).toBe(201);
    expect([...Value.Errors(schemas.MarkEvent, response.json())]).toEqual([]);
    expect(response.json()).toEqual({ type: 'mark', mark: 'go', timeS: 3.25 });
  });

  test('is not marked by a page that shows another one, nor with a mark nobody knows', async () => {
    await server.ask('POST', 'live/session', { body: START });
    live.becomes({ state: 'recording' });
    expect((await server.ask('POST', 'live/session/marks', { body: { mark: 'go', id: 'an-old-one' } })).statusCode).toBe(409);
    const response = await server.ask('POST', 'live/session/marks', { body: { mark: 'ready' } });
    expect(response.statusCode).toBe(400);
    expect(problem(response.json()).errors?.[0].field).toBe('body.mark');
  });
});
