import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionCookie } from '../../../src/api/auth/cookie.ts';
import { useAccess } from '../../../src/api/plugins/access.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-pages-'));
  await mkdir(join(folder, 'built', 'assets'), { recursive: true });
  await writeFile(join(folder, 'built', 'index.html'), '<!doctype html><title>Surefoot</title>');
  await writeFile(join(folder, 'built', 'assets', 'app-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not for the browser');
  server = await startServer({ dashboardFolder: join(folder, 'built') });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const page = (path: string, accept = 'text/html,*/*') => server.ask('GET', path, { as: null, headers: { accept } });

describe('the dashboard', () => {
  test('is served without a sign-in, and asked for anew each time', async () => {
    for (const path of ['/', '/index.html']) {
      const response = await page(path);
      expect(response.statusCode).toBe(200);
      expect(response.body).toContain('<title>Surefoot');
      expect(response.headers['cache-control']).toBe('no-cache');
    }
    expect((await server.ask('HEAD', '/', { as: null })).statusCode).toBe(200);
  });

  test('keeps its hashed files in the browser', async () => {
    expect((await page('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
  });

  test('answers an address inside the app with its page', async () => {
    const response = await page('/patients/p1');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.body).toContain('<title>Surefoot');
  });

  test('does not stand in for a missing file, a missing route, or another method', async () => {
    expect((await page('/assets/gone.js', '*/*')).statusCode).toBe(404);
    expect((await page('/api/v1/nowhere')).statusCode).toBe(404);
    expect((await page('/api/nowhere')).statusCode).toBe(404);
    expect((await server.ask('POST', '/patients/p1', { as: null, headers: { accept: 'text/html' } })).statusCode).toBe(404);
  });

  test('never serves a file outside its folder', async () => {
    for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt']) {
      expect((await page(path, '*/*')).body).not.toContain('not for the browser');
    }
  });

  test('may load its own files and nothing else, and nobody may frame it', async () => {
    const { headers } = await page('/');
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"]));
    expect(policy.join()).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});

test('a server whose dashboard is not built says so', async () => {
  const bare = await startServer({ dashboardFolder: join(folder, 'nowhere') });
  const response = await bare.ask('GET', '/', { as: null, headers: { accept: 'text/html' } });
  expect(response.json()).toMatchObject({ code: 'NOT_FOUND', detail: expect.stringContaining('not built') as string });
  await bare.close();
});

test('a server with a route that names no permission does not start', async () => {
  const app = Fastify();
  useAccess(app, { records: server.stores.records, cookie: sessionCookie('clinic', false), now: () => new Date() });
  app.get('/open', { config: { permission: 'public' } }, async () => 'fine');
  app.get('/forgotten', async () => 'a record');
  await expect(app.ready()).rejects.toThrow('routes without config.permission: GET /forgotten');
});
