import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pathOf, sendProblem } from './problems.ts';

/** Serves the built web app. Addresses inside the app (/patients/...) get its page; everything else unknown is a 404 problem. */
export async function serveDashboard(app: FastifyInstance, folder: string | null): Promise<void> {
  const built = folder !== null && existsSync(join(folder, 'index.html'));
  if (built) {
    await app.register(async (pages) => {
      pages.addHook('onRoute', (route) => {
        route.config = { ...route.config, permission: 'public' };
        route.schema = { ...route.schema, hide: true };
      });
      await pages.register(fastifyStatic, {
        root: folder,
        // A route a file, made at start: nothing outside the list can be asked for.
        wildcard: false,
        cacheControl: false,
        setHeaders: (reply, path) => {
          // Built files carry their content's hash in the name; the page itself must be asked for each time.
          void reply.setHeader('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      });
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = pathOf(request);
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (built && wantsPage && !path.startsWith('/api/')) return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(await readFile(join(folder, 'index.html')));
    const detail = path.startsWith('/api/') || built ? 'There is nothing at this address' : 'There is nothing at this address: the dashboard is not built. The API is described at /api/docs.';
    return sendProblem(request, reply, 'NOT_FOUND', detail);
  });
}
