import { AppError } from '../../model/index.ts';
import { passwordMatches } from '../auth/password.ts';
import { IDLE_MINUTES, endSession, startSession } from '../auth/sessions.ts';
import type { SignedIn } from '../auth/sessions.ts';
import { normalUsername } from '../auth/users.ts';
import { SessionView, SignIn } from '../schemas/session.ts';
import { FEW_ATTEMPTS } from './attemptLimit.ts';
import { NoContent, signedIn } from './define.ts';
import type { Routes } from './define.ts';

export const sessionRoutes: Routes = (app, { records, attempts, cookie, mode, now }) => {
  const view = ({ user, session }: SignedIn): SessionView => ({ user, mode, expiresAt: session.expiresAt, idleMinutes: IDLE_MINUTES });

  app.post(
    '/session',
    {
      config: { permission: 'public', rateLimit: FEW_ATTEMPTS },
      schema: { summary: 'Sign in', tags: ['session'], body: SignIn, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const username = normalUsername(request.body.username);
      attempts.begin(username);
      const user = records.userByName(username);
      if (!(await passwordMatches(user?.passwordHash ?? null, request.body.password)) || !user) {
        throw new AppError('BAD_CREDENTIALS', 'The user name or the password is not right');
      }
      attempts.succeeded(username);
      // A token from before the sign-in is worth nothing after it.
      const old = cookie.read(request);
      if (old !== null) endSession(records, old);
      const { token, signedIn: started } = startSession(records, user, now());
      cookie.set(reply, token);
      return view(started);
    },
  );

  app.get(
    '/session',
    {
      config: { permission: 'signedIn' },
      schema: { summary: 'Who is signed in', tags: ['session'], response: { 200: SessionView } },
    },
    async (request) => view(signedIn(request)),
  );

  app.delete(
    '/session',
    {
      config: { permission: 'signedIn' },
      schema: { summary: 'Sign out', tags: ['session'], response: { 204: NoContent } },
    },
    async (request, reply) => {
      records.deleteSession(signedIn(request).session.tokenSha256);
      cookie.clear(reply);
      return reply.code(204).send(null);
    },
  );
};
