import type { FastifyInstance } from 'fastify';
import { AppError } from '../../model/index.ts';
import { sameDigest, sha256 } from '../auth/secret.ts';
import { measures } from '../measures.ts';
import type { ApiContext } from '../routes/define.ts';

export interface PrometheusOptions {
  /** Whoever shows it may read from anywhere; null without one. */
  readonly token: string | null;
  /** A proxy stands in front: what comes from this machine may come from any. */
  readonly isProxied: boolean;
}

/**
 * GET /metrics, for Prometheus. It signs in with a token, or reads from this machine where no proxy stands in front.
 * Must be registered before the routes it counts.
 */
export function servePrometheus(app: FastifyInstance, { metrics, radio }: Pick<ApiContext, 'metrics' | 'radio'>, { token, isProxied }: PrometheusOptions): void {
  const measured = measures(metrics, radio?.live ?? null);
  app.addHook('onResponse', async (request, reply) => {
    // The route as it is declared: its path would hold ids. What is no route has none.
    measured.request(request.method, request.is404 ? 'none' : (request.routeOptions.url ?? 'none'), reply.statusCode, reply.elapsedTime / 1000);
  });
  app.addHook('onClose', async () => measured.close());
  app.get('/metrics', { config: { permission: 'public' }, schema: { hide: true } }, async (request, reply) => {
    if (!hasToken(request.headers.authorization) && (isProxied || !isLoopback(request.ip))) {
      throw new AppError('FORBIDDEN', token === null ? 'Only programs on this machine may read this; name a file with SUREFOOT_METRICS_TOKEN_FILE to let others in' : 'Send the token of SUREFOOT_METRICS_TOKEN_FILE as Authorization: Bearer');
    }
    return reply.header('cache-control', 'no-store').type(measured.contentType).send(await measured.read());
  });

  function hasToken(header: string | undefined): boolean {
    return token !== null && header !== undefined && sameDigest(sha256(header), sha256(`Bearer ${token}`));
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
