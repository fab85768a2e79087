import { ERRORS } from '../../model/index.ts';
import type { ErrorCode } from '../../model/index.ts';
import { ErrorList } from '../schemas/problem.ts';
import type { Routes } from './define.ts';

/** Where the `type` of a problem leads. */
export const errorRoutes: Routes = (app) => {
  app.get(
    '/errors',
    {
      config: { permission: 'public' },
      schema: { summary: 'What each error code means', tags: ['server'], response: { 200: ErrorList } },
    },
    async () => ({ items: (Object.keys(ERRORS) as ErrorCode[]).map((code) => ({ code, status: ERRORS[code].http, title: ERRORS[code].title })) }),
  );
};
