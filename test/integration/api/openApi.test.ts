import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: unknown;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: unknown;
  readonly responses: Record<string, { readonly description?: string; readonly content?: Record<string, unknown> }>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, unknown>; readonly securitySchemes: Record<string, unknown> };
}

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await startServer();
  document = (await server.ask('GET', '/api/openapi.json', { as: null })).json();
});
afterAll(() => server.close());

const operations = () => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, method, operation })));

test('the API describes itself in OpenAPI 3.1', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Surefoot', version: '0.1.0' });
  expect(document.components.securitySchemes).toEqual({ session: { type: 'apiKey', in: 'cookie', name: 'surefoot_clinic' } });
});

test('every operation has a summary, one answer that is good, and problem documents for the rest', () => {
  expect(operations().length).toBeGreaterThan(15);
  for (const { name, operation } of operations()) {
    expect(operation.summary, name).toMatch(/^[A-Z]/);
    expect(operation.tags, name).toHaveLength(1);
    expect(Object.keys(operation.responses).filter((status) => status.startsWith('2')), name).toHaveLength(1);
    for (const answer of Object.values(operation.responses)) expect(answer.description, name).not.toBe('Default Response');
    for (const status of ['4XX', '5XX']) expect(operation.responses[status]?.content, name).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } });
  }
});

test('every path parameter is declared, and every change but signing out has a body', () => {
  for (const { name, path, method, operation } of operations()) {
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
    expect(declared.sort(), name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter).sort());
    if (['post', 'put', 'patch'].includes(method)) expect(operation.requestBody, name).toBeDefined();
  }
});

test('what needs no sign-in is exactly this', () => {
  const open = operations().filter(({ operation }) => operation.security === undefined).map(({ name }) => name);
  expect(open.sort()).toEqual(['GET /api/v1/errors', 'GET /api/v1/health', 'GET /api/v1/setup', 'POST /api/v1/session', 'POST /api/v1/setup']);
});

test('every reference in it leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
  expect(references.length).toBeGreaterThan(0);
  for (const reference of new Set(references)) {
    expect(document.components.schemas, reference).toHaveProperty(reference?.replace('#/components/schemas/', '') ?? '');
  }
});

test('the route table of the README lists every route, and no other', () => {
  const readme = readFileSync(new URL('../../../src/api/README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/`(GET|POST|PUT|PATCH|DELETE) ([^`?]+)(\?[^`]*)?`/g)].map(([, method, path]) => `${method} /api/v1/${path?.replace(/:(\w+)/g, '{$1}')}`);
  expect(listed.sort()).toEqual(operations().map(({ name }) => name).sort());
});

test('the readable pages are served with their files, under the same strict policy', async () => {
  const page = await server.ask('GET', '/api/docs', { as: null });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/);
  const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) expect((await server.ask('GET', file, { as: null })).statusCode, file).toBe(200);
});
