import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changePassword, createUser } from '../../../src/api/index.ts';
import { PASSWORD, startServer } from './server.ts';
import type { TestServer } from './server.ts';

const MINUTE = 60_000;
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await createUser(server.stores.records, { username: 'anna', password: PASSWORD, role: 'therapist' });
});
afterEach(() => server.close());

const signIn = (username: string, password: string, headers: Record<string, string> = {}) =>
  server.ask('POST', 'session', { as: null, body: { username, password }, headers });
const cookieOf = (response: LightMyRequestResponse) => [response.headers['set-cookie']].flat()[0] ?? '';
const pair = (response: LightMyRequestResponse) => cookieOf(response).split(';')[0] ?? '';
const whoAmI = (cookie: string) => server.ask('GET', 'session', { as: null, headers: { cookie } });

test('signing in sets a cookie that scripts and other sites cannot use, and says who it is', async () => {
  const response = await signIn('Anna', PASSWORD);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ user: { username: 'anna', role: 'therapist' }, mode: 'clinic', idleMinutes: 15 });
  const [value, ...flags] = cookieOf(response).split('; ');
  expect(value).toMatch(/^surefoot_clinic=[\w-]{43}$/);
  expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  expect(response.body).not.toContain(value?.split('=')[1]);
  expect(response.body).not.toContain('argon2');
  expect((await whoAmI(pair(response))).json()).toEqual(response.json());
});

test('over https the cookie is Secure with the __Host- prefix, and the Origin must be https', async () => {
  const secure = await startServer({ https: true, mode: 'demo' });
  await createUser(secure.stores.records, { username: 'anna', password: PASSWORD, role: 'therapist' });
  const response = await secure.app.inject({
    method: 'POST', url: '/api/v1/session', headers: { host: 'localhost', origin: 'https://localhost' }, payload: { username: 'anna', password: PASSWORD },
  });
  const flags = cookieOf(response).split('; ').slice(1);
  expect(cookieOf(response)).toMatch(/^__Host-surefoot_demo=/);
  expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  expect(response.headers['strict-transport-security']).toContain('max-age=');
  const plain = await secure.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { host: 'localhost', origin: 'http://localhost', cookie: pair(response) } });
  expect(plain.json()).toMatchObject({ code: 'BAD_ORIGIN' });
  await secure.close();
});

test('the store holds the hash of the token only', async () => {
  const token = pair(await signIn('anna', PASSWORD)).split('=')[1] ?? '';
  expect(server.stores.records.session(token)).toBeNull();
  const hash = createHash('sha256').update(token).digest('hex');
  expect(server.stores.records.session(hash)?.userId).toBe(server.stores.records.userByName('anna')?.id);
});

test('a wrong password and an unknown name get the same answer', async () => {
  const wrong = await signIn('anna', 'not the password');
  const unknown = await signIn('nobody', 'not the password');
  const plain = (response: LightMyRequestResponse) => ({ ...response.json<object>(), requestId: '' });
  expect(wrong.statusCode).toBe(401);
  expect(plain(wrong)).toMatchObject({ code: 'BAD_CREDENTIALS' });
  expect(plain(unknown)).toEqual(plain(wrong));
  expect(unknown.headers['set-cookie']).toBeUndefined();
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const cookie = pair(await signIn('anna', PASSWORD));
  const out = await server.ask('DELETE', 'session', { as: null, headers: { cookie } });
  expect(out.statusCode).toBe(204);
  expect(out.body).toBe('');
  expect(cookieOf(out)).toContain('Max-Age=0');
  expect((await whoAmI(cookie)).statusCode).toBe(401);
  expect((await server.ask('DELETE', 'session', { as: null, headers: { cookie } })).statusCode).toBe(401);
});

test('signing in again makes a new token and ends the old one', async () => {
  const first = pair(await signIn('anna', PASSWORD));
  const second = pair(await signIn('anna', PASSWORD, { cookie: first }));
  expect(second).not.toBe(first);
  expect((await whoAmI(first)).statusCode).toBe(401);
  expect((await whoAmI(second)).statusCode).toBe(200);
});

test('a session ends after 15 minutes without a request', async () => {
  const cookie = pair(await signIn('anna', PASSWORD));
  for (let i = 0; i < 3; i++) {
    server.clock.nowMs += 14 * MINUTE;
    expect((await whoAmI(cookie)).statusCode).toBe(200);
  }
  server.clock.nowMs += 15 * MINUTE;
  expect((await whoAmI(cookie)).statusCode).toBe(401);
});

test('a session ends after 12 hours, however busy', async () => {
  const cookie = pair(await signIn('anna', PASSWORD));
  for (let minutes = 10; minutes < 12 * 60; minutes += 10) {
    server.clock.nowMs += 10 * MINUTE;
    expect((await whoAmI(cookie)).statusCode).toBe(200);
  }
  server.clock.nowMs += 10 * MINUTE;
  expect((await whoAmI(cookie)).statusCode).toBe(401);
});

test('a cookie somebody made up signs nobody in', async () => {
  expect((await whoAmI('surefoot_clinic=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(401);
  expect((await whoAmI('surefoot_clinic=')).statusCode).toBe(401);
});

test('another password ends the sessions of the old one', async () => {
  const cookie = pair(await signIn('anna', PASSWORD));
  await changePassword(server.stores.records, { username: 'Anna', password: 'an altogether new one' });
  expect((await whoAmI(cookie)).statusCode).toBe(401);
  expect((await signIn('anna', PASSWORD)).statusCode).toBe(401);
  expect((await signIn('anna', 'an altogether new one')).statusCode).toBe(200);
});

test('guessing at a name is slowed down, for known and unknown names alike, and the wait is told', async () => {
  for (const name of ['anna', 'nobody']) {
    for (let i = 0; i < 5; i++) expect((await signIn(name, 'a wrong guess')).statusCode).toBe(401);
    const locked = await signIn(name, PASSWORD);
    expect(locked.statusCode).toBe(429);
    expect(locked.headers['retry-after']).toBe('30');
    expect(locked.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', detail: expect.stringContaining('30 s') as string });
  }
  server.clock.nowMs += 30_000;
  expect((await signIn('anna', PASSWORD)).statusCode).toBe(200);
});

test('many guesses at once do not get past the limit', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('anna', 'a wrong guess')));
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
});

test('one address may not try without end, whatever the names', async () => {
  const allowed = await Promise.all(Array.from({ length: 30 }, (_, i) => signIn(`name${i}`, 'a wrong guess')));
  expect(allowed.map(({ statusCode }) => statusCode)).toEqual(allowed.map(() => 401));
  const refused = await signIn('anna', PASSWORD);
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await server.ask('GET', 'health', { as: null })).statusCode).toBe(200);
});

test('a password never reaches the log', async () => {
  await signIn('anna', 'a very secret password');
  const cookie = pair(await signIn('anna', PASSWORD));
  await server.ask('GET', 'patients?cursor=Rosa', { as: null, headers: { cookie, authorization: 'Bearer abcdef' } });
  const log = server.logs.join('');
  expect(log).toContain('/api/v1/session');
  for (const secret of ['a very secret password', PASSWORD, 'anna', cookie.split('=')[1] ?? '?', 'abcdef', 'Rosa', '127.0.0.1']) expect(log).not.toContain(secret);
});
