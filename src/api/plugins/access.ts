import type { FastifyInstance, RouteOptions } from 'fastify';
import { AppError } from '../../model/index.ts';
import { mayDo } from '../auth/roles.ts';
import { readSession } from '../auth/sessions.ts';
import type { ApiContext } from '../routes/define.ts';

/**
 * Deny by default: who asks, and whether the role may. Runs for every route, also those of plugins.
 * A server with a route that names no permission does not start.
 */
export function useAccess(app: FastifyInstance, { records, cookie, now }: Pick<ApiContext, 'records' | 'cookie' | 'now'>): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  app.addHook('onReady', async () => {
    // Read now and not in onRoute: a plugin's own onRoute hook may still add the permission.
    const open = routes.filter(({ config }) => config?.permission === undefined).map(({ method, url }) => `${[method].flat().join(',')} ${url}`);
    if (open.length > 0) throw new Error(`routes without config.permission: ${open.join('; ')}`);
  });

  app.decorateRequest('signedIn', null);
  app.addHook('onRequest', async (request) => {
    const { permission } = request.routeOptions.config;
    if (request.is404 || permission === 'public') return;
    const token = cookie.read(request);
    request.signedIn = token === null ? null : readSession(records, token, now());
    if (!request.signedIn) throw new AppError('NOT_SIGNED_IN', 'Sign in first: nobody is signed in, or the sign-in has ended');
    if (permission === undefined || !mayDo(request.signedIn.user.role, permission)) {
      throw new AppError('FORBIDDEN', `Your role (${request.signedIn.user.role}) does not allow this. Ask an administrator.`);
    }
  });
}
