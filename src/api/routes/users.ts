import { createUser } from '../auth/users.ts';
import { NewUser, UserList, UserView } from '../schemas/session.ts';
import type { Routes } from './define.ts';

export const userRoutes: Routes = (app, { records, now }) => {
  app.get(
    '/users',
    {
      config: { permission: 'users.manage' },
      schema: { summary: 'Everybody who can sign in', tags: ['users'], response: { 200: UserList } },
    },
    async () => ({ items: [...records.users()] }),
  );

  app.post(
    '/users',
    {
      config: { permission: 'users.manage' },
      schema: { summary: 'Add a user', tags: ['users'], body: NewUser, response: { 201: UserView } },
    },
    async (request, reply) => reply.code(201).send(await createUser(records, request.body, { now })),
  );
};
