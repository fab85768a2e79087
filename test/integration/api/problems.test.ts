import { join } from 'node:path';
import { Value } from 'typebox/value';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '../../../src/api/schemas/index.ts';
import { ERRORS } from '../../../src/model/index.ts';
import type { AnalysisDocument, ErrorCode } from '../../../src/model/index.ts';
import { DATABASE_FILE } from '../../../src/store/sqlite/openDatabase.ts';
import { fillClinic, walkDocument } from './clinic.ts';
import { startServer } from './server.ts';
import type { Ask, TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await fillClinic(server.stores);
});
afterAll(() => server.close());

type Request = readonly [method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, options?: Ask];

/** The shortest way to each code that the API itself gives. */
const ways: Partial<Record<ErrorCode, Request>> = {
  BAD_INPUT: ['GET', 'patients?limit=many'],
  NOT_SIGNED_IN: ['GET', 'patients', { as: null }],
  BAD_CREDENTIALS: ['POST', 'session', { as: null, body: { username: 'nobody', password: 'x' } }],
  FORBIDDEN: ['GET', 'users', { as: 'viewer' }],
  BAD_ORIGIN: ['GET', 'health', { as: null, headers: { host: 'evil.example' } }],
  NOT_FOUND: ['GET', 'nowhere'],
  CONFLICT: ['POST', 'patients', { body: { displayName: 'Twin', externalId: 'R-17' } }],
};

test.each(Object.entries(ways) as [ErrorCode, Request][])('%s is a problem document with the words of the error table', async (code, [method, path, options]) => {
  const response = await server.ask(method, path, options);
  expect(response.statusCode).toBe(ERRORS[code].http);
  expect(response.headers['content-type']).toContain('application/problem+json');
  const problem = response.json<Problem>();
  expect([...Value.Errors(Problem, problem)]).toEqual([]);
  expect(problem).toMatchObject({ type: `/api/v1/errors#${code}`, code, title: ERRORS[code].title, status: ERRORS[code].http, instance: `/api/v1/${path.split('?')[0]}` });
  expect(problem.requestId).toBe(response.headers['x-request-id']);
  expect(problem.detail).not.toBe('');
});

test('STORE_UNAVAILABLE: a store that another program holds is said to be busy, without telling where it is', async () => {
  await server.cookie('admin');
  const other = new DatabaseSync(join(server.folder, DATABASE_FILE));
  other.exec('BEGIN IMMEDIATE');
  const response = await server.ask('POST', 'patients', { body: { displayName: 'Waits' } });
  other.exec('ROLLBACK');
  other.close();
  expect(response.statusCode).toBe(503);
  expect(response.json()).toMatchObject({ code: 'STORE_UNAVAILABLE', title: ERRORS.STORE_UNAVAILABLE.title });
  expect(response.body).not.toContain(server.folder);
  expect(server.logs.join('')).toContain('another program is writing to it');
  expect((await server.ask('POST', 'patients', { body: { displayName: 'Waits' } })).statusCode).toBe(201);
}, 20_000);

test('INTERNAL: what is wrong inside is logged, and the answer gives the number to quote and nothing else', async () => {
  const broken = { ...walkDocument(0.5), metrics: undefined } as unknown as AnalysisDocument;
  const { records } = server.stores;
  const assessment = records.assessment('a1');
  if (!assessment) throw new Error('the clinic was not filled');
  records.putAnalysis({ key: 'broken', recordingId: assessment.trials[0]?.recordingId ?? '', document: broken, traces: null });
  records.putAssessment({ ...assessment, id: 'a2', trials: [{ id: 't3', protocol: 'walk', outcome: 'done', circumstances: {}, analysisKey: 'broken' }] });
  const response = await server.ask('GET', 'assessments/a2');
  expect(response.statusCode).toBe(500);
  expect(response.json()).toMatchObject({ code: 'INTERNAL', title: ERRORS.INTERNAL.title });
  const { detail, requestId } = response.json<Problem>();
  expect(detail).toBe(`${ERRORS.INTERNAL.title}. Try again; if it stays so, report request ${requestId}.`);
  const logged = server.logs.find((line) => line.includes(requestId) && line.includes('"level":50'));
  expect(logged).toContain('stack');
});

test('every code in the table is explained by the API, and nothing else', async () => {
  const { items } = (await server.ask('GET', 'errors', { as: null })).json<{ items: { code: ErrorCode; status: number; title: string }[] }>();
  expect(items).toEqual(Object.entries(ERRORS).map(([code, { http, title }]) => ({ code, status: http, title })));
});

test.each([
  ['a body that is no JSON', '{"displayName": ', 'application/json', 'The body is not valid JSON'],
  ['an empty body', '', 'application/json', 'The body is not valid JSON'],
  ['a body that would poison an object', '{"displayName":"x","__proto__":{"admin":true}}', 'application/json', 'The body is not valid JSON'],
  ['a body that is too large', JSON.stringify({ displayName: 'x'.repeat(70_000) }), 'application/json', 'The body is too large'],
  ['a form', 'displayName=x', 'application/x-www-form-urlencoded', 'Send the body as JSON, with content-type: application/json'],
])('%s gives one clear line', async (_, payload, type, detail) => {
  const response = await server.app.inject({
    method: 'POST', url: '/api/v1/patients', payload,
    headers: { host: 'localhost', 'x-surefoot-client': '1', 'content-type': type, cookie: await server.cookie('therapist') },
  });
  expect(response.json()).toMatchObject({ code: 'BAD_INPUT', detail });
});

test('an address that cannot be decoded is a problem document too', async () => {
  const response = await server.ask('GET', 'patients/%zz');
  expect(response.json()).toMatchObject({ code: 'BAD_INPUT', detail: 'The path is not a valid address' });
  expect(response.headers['x-request-id']).toBe(response.json<Problem>().requestId);
});

test('health says which store does not answer, and no more', async () => {
  const own = await startServer();
  await own.stores.close();
  const response = await own.ask('GET', 'health', { as: null });
  expect(response.statusCode).toBe(200);
  const down = { ok: false, detail: 'does not answer; see the log of the server' };
  expect(response.json()).toMatchObject({ ok: false, stores: { records: down, metrics: down } });
  await own.close();
});
