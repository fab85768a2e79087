import { Health } from '../schemas/health.ts';
import type { Routes } from './define.ts';

/** What can be said of it while the store does not answer. */
const NO_COPY: Health['series'] = { home: 'embedded', ok: false, waiting: 0, lagS: 0, filled: 0 };

export const healthRoutes: Routes = (app, { records, metrics, mode, software }) => {
  app.get(
    '/health',
    {
      config: { permission: 'public' },
      schema: { summary: 'Is the server well?', tags: ['server'], response: { 200: Health } },
    },
    async (request) => {
      const stores = {
        records: await answers(async () => void records.userCount()),
        metrics: await answers(async () => {
          const { ok, detail } = await metrics.health();
          if (!ok) throw new Error(detail);
        }),
      };
      return { ok: stores.records.ok && stores.metrics.ok, software, mode, stores, series: stores.metrics.ok ? copy() : NO_COPY };

      function copy(): Health['series'] {
        const { home, trouble, waiting, lagS, filled } = metrics.state();
        return { home, ok: trouble === null, waiting, lagS: Math.round(lagS), filled };
      }

      // Public: whether it answers, never where it is or what it said.
      async function answers(ask: () => Promise<void>): Promise<{ ok: boolean; detail: string }> {
        try {
          await ask();
          return { ok: true, detail: 'answers' };
        } catch (error) {
          request.log.error({ err: error }, 'a store does not answer');
          return { ok: false, detail: 'does not answer; see the log of the server' };
        }
      }
    },
  );
};
