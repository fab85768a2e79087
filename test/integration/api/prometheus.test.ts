import { afterEach, expect, test } from 'vitest';
import { fillClinic } from './clinic.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
afterEach(() => server.close());

const read = (options: { remoteAddress?: string; headers?: Record<string, string> } = {}) =>
  server.app.inject({ method: 'GET', url: '/metrics', remoteAddress: options.remoteAddress ?? '127.0.0.1', headers: { host: 'localhost', ...options.headers } });

/** Value of a reading without labels. */
const valueOf = (text: string, name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);

test('programs on this machine read how series, requests and the main thread are', async () => {
  server = await startServer();
  await fillClinic(server.stores);
  await server.ask('GET', 'patients/p1');
  await server.ask('GET', 'patients/p1/series?metric=gait.walkingSpeed');
  const answer = await read();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const line of answer.body.split('\n').filter((text) => text !== '')) expect(line).toMatch(/^(# (HELP|TYPE) \S+ .+|[a-z_0-9]+(\{[^{}]*\})? \S+)$/);
  expect(answer.body).toContain('surefoot_http_request_seconds_count{method="GET",route="/api/v1/patients/:id",status="200"} 1');
  expect(valueOf(answer.body, 'surefoot_series_days_due')).toBe(1);
  expect(valueOf(answer.body, 'surefoot_series_waiting')).toBe(0);
  expect(valueOf(answer.body, 'surefoot_series_reads_embedded_total')).toBe(1);
  server.stores.tend(() => undefined);
  await server.stores.tended();
  expect(valueOf((await read()).body, 'surefoot_series_days_due')).toBe(0);
});

test('other machines do not read them, and behind a proxy nobody does without the token', async () => {
  server = await startServer();
  const refused = await read({ remoteAddress: '10.0.0.5' });
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, 'FORBIDDEN']);
  await server.close();
  server = await startServer({ https: true, allowedHosts: ['clinic.example'], metricsToken: 'the token' });
  expect((await read()).statusCode).toBe(403);
  expect((await read({ headers: { authorization: 'Bearer another' } })).statusCode).toBe(403);
  expect((await read({ remoteAddress: '10.0.0.5', headers: { host: 'clinic.example', authorization: 'Bearer the token' } })).statusCode).toBe(200);
});

test('neither readings nor log lines hold anything about a person', async () => {
  server = await startServer({ logLevel: 'trace' });
  const { recordingId } = await fillClinic(server.stores);
  const told = { displayName: 'Wilhelmina Quist', externalId: 'Q-4711', birthYear: 1931, heightCm: 163.7, massKg: 61.3 };
  const { id } = (await server.ask('POST', 'patients', { body: told })).json<{ id: string }>();
  await server.ask('POST', 'patients', { body: told });
  await server.ask('PATCH', `patients/${id}`, { body: { displayName: 'Wilhelmina Quist-Lund', heightCm: 'Wilhelmina' } });
  for (const path of ['patients', `patients/${id}`, 'patients/Wilhelmina', 'assessments/a1', 'patients/p1/series?metric=Wilhelmina', `recordings/${recordingId}`, 'users']) await server.ask('GET', path);
  await server.ask('PUT', 'assessments/a1/answers', { body: { answers: { 'falls.past12Months': 87_654 } } });
  // A store that fails while it is asked for somebody.
  await server.stores.metrics.close();
  server.stores.records.close();
  await server.ask('GET', `patients/${id}/assessments`);
  const logged = server.logs.join('');
  expect(server.logs.length).toBeGreaterThan(20);
  expect(server.logs.filter((line) => !line.startsWith('{"level":'))).toEqual([]);
  const readings = (await read()).body;
  for (const said of [told.displayName, 'Quist', told.externalId, '163.7', '61.3', '1931', '87654', 'Rosa Anning', 'R-17', 'a password for tests']) {
    expect(logged).not.toContain(said);
    expect(readings).not.toContain(said);
  }
  for (const opaque of [id, 'p1', 'a1', recordingId]) expect(readings).not.toContain(`"${opaque}"`);
});
