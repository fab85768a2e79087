import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await startServer({ allowedHosts: ['Clinic.example', 'clinic.example:8443'] });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = server.app.server.address() as AddressInfo);
});
afterAll(() => server.close());

/** Over a real connection; the Host header is whatever the test says. */
function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<{ status: number; body: { code?: string } }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as { code?: string } }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the Host header', () => {
  test('may be a loopback name with the port that is listened on, or a name of the list', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, 'clinic.example', 'CLINIC.example:8443']) {
      expect((await send('GET', '/api/v1/health', { host })).status, host).toBe(200);
    }
  });

  test('of anybody else is refused, on pages and unknown addresses too', async () => {
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost', `localhost:${port + 1}`, `localhost.evil.example:${port}`]) {
      for (const path of ['/api/v1/health', '/', '/api/docs', '/api/openapi.json', '/nowhere']) {
        const { status, body } = await send('GET', path, { host });
        expect({ status, code: body.code }, `${host} ${path}`).toEqual({ status: 403, code: 'BAD_ORIGIN' });
      }
    }
  });
});

describe('a request that changes something', () => {
  const signIn = async (headers: Record<string, string>) =>
    (await send('POST', '/api/v1/session', { host: `localhost:${port}`, 'content-type': 'application/json', ...headers }, '{"username":"nobody","password":"x"}')).body.code;

  test('is heard from our own page', async () => {
    expect(await signIn({ origin: `http://localhost:${port}` })).toBe('BAD_CREDENTIALS');
    expect(await signIn({ 'sec-fetch-site': 'same-origin' })).toBe('BAD_CREDENTIALS');
  });

  test('is heard from a program that says it is one', async () => {
    expect(await signIn({ 'x-surefoot-client': '1' })).toBe('BAD_CREDENTIALS');
  });

  test.each([
    ['another site', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
    ['another name of this machine', { origin: 'http://127.0.0.1' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site with our header', { origin: 'http://evil.example', 'x-surefoot-client': '1' }],
    ['a browser on another site', { 'sec-fetch-site': 'cross-site', 'x-surefoot-client': '1' }],
    ['a neighbour site', { 'sec-fetch-site': 'same-site' }],
    ['nobody knows where', {}],
  ])('is refused from %s', async (_, headers) => {
    expect(await signIn(headers as Record<string, string>)).toBe('BAD_ORIGIN');
  });

  test('must be JSON: a form cannot be sent from anywhere', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect(await signIn({ origin: `http://localhost:${port}`, 'content-type': type })).toBe('BAD_INPUT');
    }
  });
});

test('no answer ever allows another origin', async () => {
  const response = await server.app.inject({ method: 'OPTIONS', url: '/api/v1/session', headers: { host: 'clinic.example', origin: 'http://evil.example', 'access-control-request-method': 'POST' } });
  expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  expect(response.statusCode).toBe(404);
});
