import { firstAdministrator, setupNeeded } from '../auth/setup.ts';
import { Setup, SetupState, UserView } from '../schemas/session.ts';
import { FEW_ATTEMPTS } from './attemptLimit.ts';
import type { Routes } from './define.ts';

export const setupRoutes: Routes = (app, { records, now }) => {
  app.get(
    '/setup',
    {
      config: { permission: 'public' },
      schema: { summary: 'Is an administrator still to be made?', tags: ['session'], response: { 200: SetupState } },
    },
    async () => ({ needed: setupNeeded(records) }),
  );

  app.post(
    '/setup',
    {
      config: { permission: 'public', rateLimit: FEW_ATTEMPTS },
      schema: { summary: 'Make the first administrator, once; then sign in', tags: ['session'], body: Setup, response: { 201: UserView } },
    },
    async (request, reply) => reply.code(201).send(await firstAdministrator(records, request.body, now)),
  );
};
