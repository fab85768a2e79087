import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** Must be registered before the routes it describes. */
export async function useOpenApi(app: FastifyInstance, { software, cookieName }: { readonly software: string; readonly cookieName: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Surefoot',
        version: software.split('@')[1] ?? software,
        description:
          'Gait, balance and fall-risk findings from body-worn motion sensors. It measures and explains; it does not diagnose. ' +
          'A request that changes something comes from this server\'s own page, or carries the header `x-surefoot-client: 1`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName } } },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => (typeof json.$id === 'string' ? json.$id : `schema${index}`) },
  });
}

/** /api/openapi.json and, for people, /api/docs. Public: the software is open, and no record is in them. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
      route.schema = { ...route.schema, hide: true };
    });
    docs.get('/api/openapi.json', async () => app.swagger());
    await docs.register(swaggerUi, {
      routePrefix: '/api/docs',
      theme: { title: 'Surefoot API' },
      // BaseLayout: without the bar that loads other documents.
      uiConfig: { layout: 'BaseLayout', validatorUrl: null, defaultModelsExpandDepth: -1 },
    });
  });
}
