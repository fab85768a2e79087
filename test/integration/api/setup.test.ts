import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSetupToken } from '../../../src/api/index.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const credentials = { username: 'Anna', password: 'a long enough one' };
const setup = (token: string, over: object = {}) => server.ask('POST', 'setup', { as: null, body: { token, ...credentials, ...over } });
const needed = async () => (await server.ask('GET', 'setup', { as: null })).json<{ needed: boolean }>().needed;

test('the printed token makes the first administrator, who can then sign in', async () => {
  const token = createSetupToken(server.stores.records);
  expect(await needed()).toBe(true);
  const made = await setup(token);
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({ username: 'anna', role: 'admin' });
  expect(await needed()).toBe(false);
  expect((await server.ask('POST', 'session', { as: null, body: credentials })).json()).toMatchObject({ user: { role: 'admin' } });
});

test('the token works once, also for two requests at the same time', async () => {
  const token = createSetupToken(server.stores.records);
  const both = await Promise.all([setup(token), setup(token, { username: 'second' })]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  expect(server.stores.records.userCount()).toBe(1);
  expect((await setup(token, { username: 'third' })).json()).toMatchObject({ code: 'CONFLICT' });
});

test('a wrong token, or the one of an earlier start, makes nobody', async () => {
  const earlier = createSetupToken(server.stores.records);
  createSetupToken(server.stores.records);
  for (const token of [earlier, 'a guess']) {
    const refused = await setup(token);
    expect(refused.statusCode).toBe(401);
    expect(refused.json()).toMatchObject({ code: 'BAD_CREDENTIALS', errors: [{ field: 'body.token' }] });
  }
  expect(server.stores.records.userCount()).toBe(0);
});

test('without a token nobody can be made', async () => {
  expect((await setup('anything')).statusCode).toBe(401);
});

test('a weak password spends no token', async () => {
  const token = createSetupToken(server.stores.records);
  const short = await setup(token, { password: 'elevenchars' });
  expect(short.json()).toMatchObject({ code: 'BAD_INPUT', errors: [{ field: 'body.password' }] });
  const same = await setup(token, { username: 'annanannanna', password: 'AnnaNannAnna' });
  expect(same.json()).toMatchObject({ code: 'BAD_INPUT', errors: [{ field: 'body.password' }] });
  expect((await setup(token)).statusCode).toBe(201);
});

test('no token is made once there is a user', async () => {
  await setup(createSetupToken(server.stores.records));
  expect(() => createSetupToken(server.stores.records)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
});

test('only the hash of the token is kept', async () => {
  const token = createSetupToken(server.stores.records);
  expect(server.stores.records.setting('setupTokenSha256')).toMatch(/^[0-9a-f]{64}$/);
  expect(server.stores.records.setting('setupTokenSha256')).not.toContain(token);
  await setup(token);
  expect(server.stores.records.setting('setupTokenSha256')).toBeNull();
});
