import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildServer, createUser } from '../../../src/api/index.ts';
import type { ServerOptions } from '../../../src/api/index.ts';
import type { Role } from '../../../src/model/index.ts';
import { openStores } from '../../../src/store/open.ts';
import type { Stores } from '../../../src/store/open.ts';

export const PASSWORD = 'a password for tests';

export interface Ask {
  readonly as?: Role | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A server over real stores in a folder of its own, with a clock the test turns. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly stores: Stores;
  readonly folder: string;
  readonly logs: string[];
  readonly clock: { nowMs: number };
  /** Cookie header of a signed-in user with this role. */
  cookie(role: Role): Promise<string>;
  /** As a program (x-surefoot-client), signed in as `as`, the administrator unless said. */
  ask(method: InjectOptions['method'], path: string, options?: Ask): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export async function startServer(options: Partial<ServerOptions> = {}, care?: (stores: Stores) => ServerOptions['care']): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-api-'));
  const stores = await openStores(folder, 'clinic');
  const logs: string[] = [];
  const clock = { nowMs: Date.parse('2026-03-02T09:00:00Z') };
  const app = await buildServer({
    ...stores,
    mode: 'clinic',
    dashboardFolder: null,
    allowedHosts: [],
    logLevel: 'info',
    logStream: { write: (line) => void logs.push(line) },
    software: 'surefoot@0.1.0',
    now: () => new Date(clock.nowMs),
    care: care?.(stores),
    ...options,
  });
  const cookies = new Map<Role, string>();

  const cookie = async (role: Role): Promise<string> => {
    const known = cookies.get(role);
    if (known !== undefined) return known;
    await createUser(stores.records, { username: `the.${role}`, password: PASSWORD, role });
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { host: 'localhost', 'x-surefoot-client': '1' },
      payload: { username: `the.${role}`, password: PASSWORD },
    });
    const [header] = [response.headers['set-cookie']].flat();
    const pair = header?.split(';')[0] ?? '';
    cookies.set(role, pair);
    return pair;
  };

  return {
    app,
    stores,
    folder,
    logs,
    clock,
    cookie,
    async ask(method, path, { as = 'admin', body, headers } = {}) {
      return app.inject({
        method,
        url: path.startsWith('/') ? path : `/api/v1/${path}`,
        headers: { host: 'localhost', 'x-surefoot-client': '1', ...(as === null ? {} : { cookie: await cookie(as) }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
    },
    async close() {
      await app.close();
      await stores.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
