import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What every answer carries. The page may load its own files and nothing else; nobody may frame it. */
export async function useHeaders(app: FastifyInstance, { https }: { readonly https: boolean }): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    // Findings about a person stay out of every cache.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Over plain http browsers ignore it, and a laptop's loopback must not promise https.
    hsts: https ? { maxAge: 31_536_000 } : false,
  });
}
