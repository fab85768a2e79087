import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../model/index.ts';

export interface SameSiteOptions {
  /** host or host:port under which this server may be asked for, beside the loopback names of its own port. */
  readonly allowedHosts: readonly string[];
  /** Browsers come by https. */
  readonly https: boolean;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Two walls before anything is read.
 * Host: a page of another site can point its own name at our address (DNS rebinding); its name is not on the list.
 * Origin: a request that changes something comes from our own page. A program that is no browser says so with
 * `x-surefoot-client: 1`, which a page of another site cannot send: it would need a CORS permission, and none is ever given.
 */
export function useSameSite(app: FastifyInstance, { allowedHosts, https }: SameSiteOptions): void {
  const listed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  let own: ReadonlySet<string> | null = null;

  app.addHook('onRequest', async (request) => {
    // The port is known once the server listens; inject() works without.
    if (app.server.listening) own ??= loopbackHosts((app.server.address() as AddressInfo).port);
    const host = (request.headers.host ?? '').toLowerCase();
    if (!listed.has(host) && !(own ?? loopbackHosts(80)).has(host)) {
      throw new AppError('BAD_ORIGIN', 'This server does not answer under that name. Open it by the address it printed when it started.');
    }
    if (!SAFE.has(request.method) && !fromUs(request, `${https ? 'https' : 'http'}://${host}`)) {
      throw new AppError('BAD_ORIGIN', 'A change must come from our own page. A program that is no browser sends the header x-surefoot-client: 1.');
    }
  });
}

function fromUs({ headers }: FastifyRequest, ownOrigin: string): boolean {
  if (headers.origin !== undefined) return headers.origin.toLowerCase() === ownOrigin;
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin';
  return headers['x-surefoot-client'] === '1';
}

/** Browsers leave out port 80. */
function loopbackHosts(port: number): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}
